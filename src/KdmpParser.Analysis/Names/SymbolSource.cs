namespace KdmpParser.Analysis;

/// <summary>Who says the name of an address.</summary>
public enum SymbolSource
{
    /// <summary>The image itself, in its export directory.</summary>
    Export,

    /// <summary>The PDB file that was made with the image.</summary>
    Pdb,
}
