using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

public sealed class DisplayedValue
{
    private readonly KernelInvocationContext _context;
    private readonly string[] _mimeTypes;

    internal DisplayedValue(KernelInvocationContext context, string[] mimeTypes) => (_context, _mimeTypes) = (context, mimeTypes);

    /// <summary>Shows another object in its place.</summary>
    public void Update(object updatedValue) =>
        _context.Show(new(this, _mimeTypes.ToDictionary(mimeType => mimeType, mimeType => updatedValue.ToDisplayString(mimeType))));
}
