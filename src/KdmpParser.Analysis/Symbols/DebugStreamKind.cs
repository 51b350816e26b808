namespace KdmpParser.Analysis.Symbols;

/// <summary>Places in the optional debug header of the DBI stream (DbgType of Microsoft's pdb sources).</summary>
internal enum DebugStreamKind
{
    OmapFromSource = 4,
    SectionHeaders = 5,
    OriginalSectionHeaders = 10,
}
