using System.Text;

namespace KdmpParser.Analysis.Symbols;

/// <summary>Collects the symbols of a PDB out of its records (cvinfo.h). Names stay bytes until somebody wants them.</summary>
internal sealed class SymbolReader(SectionMap sections, KernelDumpLimits limits)
{
    // Kinds of records.
    private const ushort StaticData = 0x110c, GlobalData = 0x110d, Public = 0x110e, StaticFunction = 0x110f, GlobalFunction = 0x1110;

    // Where offset, section and name stand, behind length and kind.
    private const int FunctionOffset = 28, FunctionSection = 32, FunctionName = 35;
    private const int OtherOffset = 4, OtherSection = 8, OtherName = 10;

    private readonly List<(uint Address, ReadOnlyMemory<byte> Name)> _functions = [], _globals = [];

    /// <summary>Takes the functions, with their undecorated names, from the records of a module.</summary>
    /// <param name="records">The records.</param>
    /// <param name="start">Where the first one stands.</param>
    public void AddFunctions(PdbStream records, int start)
    {
        foreach ((ushort kind, PdbStream record) in Records(records, start))
        {
            if (kind is StaticFunction or GlobalFunction)
                Add(_functions, record, FunctionOffset, FunctionSection, FunctionName);
        }
    }

    /// <summary>Takes public symbols and data from the records of the whole program.</summary>
    /// <param name="records">The records.</param>
    public void AddGlobals(PdbStream records)
    {
        foreach ((ushort kind, PdbStream record) in Records(records, 0))
        {
            if (kind is Public or GlobalData or StaticData)
                Add(_globals, record, OtherOffset, OtherSection, OtherName);
            else if (kind is StaticFunction or GlobalFunction)
                Add(_functions, record, FunctionOffset, FunctionSection, FunctionName);
        }
    }

    /// <summary>All of them. A function's own record comes before a public symbol of its address, whose name can be decorated.</summary>
    public SymbolTable ToTable()
    {
        (uint Address, ReadOnlyMemory<byte> Name)[] all = [.. _functions, .. _globals];
        return new([.. all.Select(symbol => symbol.Address)], place => Encoding.UTF8.GetString(all[place].Name.Span), SymbolSource.Pdb);
    }

    private void Add(List<(uint, ReadOnlyMemory<byte>)> symbols, PdbStream record, int offset, int section, int name)
    {
        if (sections.Address(record.U16(section), record.U32(offset)) is not { } address)
            return;
        if (_functions.Count + _globals.Count >= limits.Symbols)
            throw SymbolFileException.Limit("symbols", limits.Symbols);
        ReadOnlyMemory<byte> text = record.Text(name);
        if (!text.IsEmpty)
            symbols.Add((address, text.Length > limits.NameBytes ? text[..limits.NameBytes] : text));
    }

    /// <summary>Each record begins with its length, which does not count itself, and its kind.</summary>
    private static IEnumerable<(ushort Kind, PdbStream Record)> Records(PdbStream stream, int start)
    {
        for (int at = start; at < stream.Length;)
        {
            ushort length = stream.U16(at);
            if (length < sizeof(ushort))
                throw SymbolFileException.Corrupt("a symbol record has no kind");
            yield return (stream.U16(at + sizeof(ushort)), stream.Part(at + 2 * sizeof(ushort), (uint)length - sizeof(ushort)));
            at += sizeof(ushort) + length;
        }
    }
}
