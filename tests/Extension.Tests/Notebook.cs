using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;

namespace Extension.Tests;

/// <summary>A notebook in the double of the host.</summary>
public sealed class Notebook
{
    private readonly List<string> _standardError = [];
    private KernelInvocationContext? _running;

    public CompositeKernel Root { get; } = new();

    /// <summary>What the host wrote to its standard error.</summary>
    public IReadOnlyList<string> StandardError => _standardError;

    /// <summary>Runs a cell: its directives and its C# in order, up to the first failure.</summary>
    public async Task<CellResult> RunAsync(string cell)
    {
        using var context = new KernelInvocationContext(Root);
        _running = context;
        try
        {
            foreach (object part in Submission.Split(cell, Root.KernelInfo).TakeWhile(_ => !context.IsFailed))
            {
                if (part is DirectiveCommand directive)
                    await Root.Handler(directive)(directive, context);
                else
                    await Root.CSharp.RunAsync((string)part);
            }
        }
        catch (Exception e) when (e is FormatException or CompilationErrorException)
        {
            context.Fail(e.Message);
        }
        catch (Exception e)
        {
            // A stack trace and all.
            context.Fail(e.ToString());
        }

        return context.Result;
    }

    /// <summary>
    /// What the host does with a package's <c>extension.dib</c>: it runs in the C# session. An error of the compiler goes to standard error, an
    /// exception nowhere, and the cell that loads the package succeeds.
    /// </summary>
    public async Task<CellResult> LoadAsync(string script)
    {
        using var context = new KernelInvocationContext(Root);
        try
        {
            await Root.CSharp.RunAsync(script.Replace("#!csharp", "", StringComparison.Ordinal));
        }
        catch (CompilationErrorException e)
        {
            _standardError.Add(e.Message);
        }
        catch (Exception)
        {
        }

        return context.Result;
    }

    /// <summary>What the cell that runs has shown so far.</summary>
    public IReadOnlyList<CellOutput> ShownSoFar => _running!.Result.Outputs;

    /// <summary>Interrupts the cell that runs.</summary>
    public void Interrupt() => _running!.Cancel();
}
