using Extension.Tests;
using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

/// <summary>A cell that runs. The first failure ends it; what is shown after that goes nowhere.</summary>
public sealed class KernelInvocationContext : IDisposable
{
    private static readonly AsyncLocal<KernelInvocationContext?> s_current = new();

    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _lock = new();
    private readonly List<CellOutput> _outputs = [];
    private string? _error;

    internal KernelInvocationContext(CompositeKernel root)
    {
        Root = root;
        s_current.Value = this;
    }

    public static KernelInvocationContext? Current => s_current.Value;

    public CancellationToken CancellationToken => _cancellation.Token;

    internal CompositeKernel Root { get; }

    internal CellResult Result
    {
        get
        {
            lock (_lock)
                return new([.. _outputs], _error);
        }
    }

    internal bool IsFailed => Result.Error is not null;

    public void Fail(KernelCommand command, Exception? exception = null, string? message = null) =>
        Fail(message ?? exception?.ToString() ?? "The command failed.");

    public void Dispose()
    {
        s_current.Value = null;
        _cancellation.Dispose();
    }

    /// <summary>The cell is answered at once; its handler hears of it through the token.</summary>
    internal void Cancel() => Fail("Command cancelled.");

    internal void Fail(string error)
    {
        lock (_lock)
        {
            _error ??= error;
        }

        _cancellation.Cancel();
    }

    internal void Show(CellOutput output)
    {
        lock (_lock)
        {
            if (_error is null)
                _outputs.Add(output);
        }
    }
}
