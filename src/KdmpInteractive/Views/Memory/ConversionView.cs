using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>What a conversion wrote.</summary>
internal static class ConversionView
{
    /// <param name="name">The new file, without folders.</param>
    /// <param name="result">What is in it.</param>
    public static View Of(string name, ConversionResult result)
    {
        string written = string.Create(
            CultureInfo.InvariantCulture, $"{name}: {result.PageCount:N0} pages ({Sizes.Of((ulong)result.PageCount * PhysicalAddress.PageSize)}), {result.FileLength:N0} bytes");
        Paragraph[] left = result.SecondaryDataLeftOut == 0
            ? []
            : [new(string.Create(CultureInfo.InvariantCulture, $"{result.SecondaryDataLeftOut:N0} bytes of secondary data are left out."))];
        return new("", [new Paragraph(written), .. left]);
    }
}
