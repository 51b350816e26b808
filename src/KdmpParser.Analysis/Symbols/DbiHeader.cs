namespace KdmpParser.Analysis.Symbols;

/// <summary>The header of the DBI stream (NewDBIHdr of 64 bytes), and the parts behind it that say where other streams are.</summary>
internal readonly struct DbiHeader(PdbStream stream)
{
    private const int Size = 64;

    /// <summary>Bytes of the fixed part of a module's entry (MODI); two names follow, up to a multiple of four.</summary>
    private const int ModuleSize = 64;

    public uint Signature => stream.U32(0);

    public uint Version => stream.U32(4);

    public uint Age => stream.U32(8);

    public ushort SymbolRecords => stream.U16(20);

    public ushort Machine => stream.U16(58);

    /// <summary>The number of one of the streams that the optional debug header names; <see langword="null"/> where there is none.</summary>
    public int? DebugStream(DebugStreamKind kind)
    {
        // Behind the parts whose sizes stand at 24 to 36 and at 52.
        long start = Size + (long)stream.U32(24) + stream.U32(28) + stream.U32(32) + stream.U32(36) + stream.U32(40) + stream.U32(52);
        long place = start + sizeof(ushort) * (int)kind;
        if ((int)kind >= stream.U32(48) / sizeof(ushort) || place > int.MaxValue)
            return null;
        ushort number = stream.U16((int)place);
        return number == ushort.MaxValue ? null : number;
    }

    /// <summary>The stream of each module, and how many bytes of it are symbols.</summary>
    public IEnumerable<(ushort Stream, uint SymbolBytes)> Modules()
    {
        PdbStream modules = stream.Part(Size, stream.U32(24));
        for (int at = 0; at + ModuleSize <= modules.Length;)
        {
            yield return (modules.U16(at + 34), modules.U32(at + 36));
            at += ModuleSize;
            at += modules.Text(at).Length + 1;
            at += at < modules.Length ? modules.Text(at).Length + 1 : 0;
            at = (at + 3) & ~3;
        }
    }
}
