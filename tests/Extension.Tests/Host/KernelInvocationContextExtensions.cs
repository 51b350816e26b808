namespace Microsoft.DotNet.Interactive;

public static class KernelInvocationContextExtensions
{
    /// <summary>Shows an object, in several MIME types at once.</summary>
    public static DisplayedValue Display(this KernelInvocationContext context, object value, params string[] mimeTypes)
    {
        var shown = new DisplayedValue(context, mimeTypes);
        shown.Update(value);
        return shown;
    }

    /// <summary>Shows text that is of the MIME type already.</summary>
    public static DisplayedValue DisplayAs(this KernelInvocationContext context, string value, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(context);
        var shown = new DisplayedValue(context, [mimeType]);
        context.Show(new(shown, new Dictionary<string, string> { [mimeType] = value }));
        return shown;
    }
}
