using System.Globalization;

namespace KdmpParser.Analysis;

/// <summary>What tells a PDB file from all others: the image names it, and the file carries it.</summary>
/// <param name="PdbGuid">Made anew for each link of the image.</param>
/// <param name="Age">Of the image its CodeView record's, of a PDB that of its DBI stream: tools that write into a PDB later raise only the one of its information stream.</param>
public readonly record struct PdbIdentity(Guid PdbGuid, uint Age)
{
    /// <summary>The name of its folder in a symbol store: the GUID in 32 upper-case digits, and the age in hexadecimal.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PdbGuid.ToString("N").ToUpperInvariant()}{Age:X}");
}
