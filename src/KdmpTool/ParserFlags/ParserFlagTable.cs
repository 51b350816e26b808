using System.Globalization;
using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using KdmpParser;

namespace KdmpTool.ParserFlags;

/// <summary>Every flag of the two parsers, once.</summary>
internal static class ParserFlagTable
{
    public static IReadOnlyList<ParserFlag> All { get; } =
    [
        new('a', "dump-headers", "Every structure at the beginning of the file.", (line, _) => line with { ShowsStructures = true }),
        new('c', "context-record", "The registers in the header.", (line, _) => line with { ShowsContext = true }),
        new('e', "exception-record", "The exception record in the header.", (line, _) => line with { ShowsException = true }),
        new('p', null, "A page of physical memory; without an address, 16 bytes of every page.", Page) { ValueName = "ADDRESS", IsValueOptional = true },
        new('m', "mem", "Memory as hex; without an address, the beginning of every page.", Memory) { ValueName = "ADDRESS", IsValueOptional = true },
        new(null, "virt", "The address of --mem is a virtual one.", (line, _) => line with { IsVirtual = true }),
        new(null, "len", "How many bytes --mem shows; 128 unless told.", (line, value) => line with { Length = Count(value!) }) { ValueName = "N" },
        new(null, "dtb", "Directory table base to use instead of the header's.", (line, value) => line with { DirectoryTableBase = Hex(value!) }) { ValueName = "ADDRESS" },
        new('r', "reader", "How the file is read: mmap or file.", (line, value) => line with { Access = Reader(value!) }) { ValueName = "READER" },
        new(null, "modules", "Kernel and user modules, by address.", (line, _) => line with { ShowsModules = true }),
        new('h', "help", "This text.", (line, _) => line with { AsksForUsage = true }),
    ];

    /// <summary>The words of <c>kdmp -c -h</c>.</summary>
    public static string Usage { get; } = string.Concat(
        "Usage: kdmp [FLAGS] DUMP\n",
        "       kdmp [FLAGS] -- DUMP\n",
        "\n",
        "The flags of the programs of kdmp-parser (C++) and kdmp-parser-rs (Rust); without any, the registers.\n",
        "\n",
        string.Concat(All.Select(flag => $"  {flag.Usage,-24}{flag.Summary}\n")));

    private static ParserLine Page(ParserLine line, string? value) => line with { ShowsPages = true, Page = value is null ? null : Number(value) };

    private static ParserLine Memory(ParserLine line, string? value) => line with { ShowsMemory = true, Memory = value is null ? null : Hex(value) };

    /// <summary>
    /// The C++ tool reads its addresses with strtoull: 4096 is decimal. Leading zeros, which mean octal there, are what it prints in front
    /// of addresses, and mean nothing here.
    /// </summary>
    private static ulong Number(string text) =>
        text.Length > 0 && text[0] != '0' && text.All(char.IsAsciiDigit) && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : Hex(text);

    private static ulong Hex(string text)
    {
        try
        {
            return AddressExpression.Evaluate(text, dump: null);
        }
        catch (CommandException)
        {
            // Its message offers registers and modules, which have no names before the dump is open.
            throw new CommandException($"'{text}' is not an address; write it as 0x1000, 1000h, fffff805`108776a0 or plain hex.", isUsage: true);
        }
    }

    private static long Count(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
        ? count
        : throw new CommandException($"'{text}' is not a number of bytes.", isUsage: true);

    private static DumpAccess Reader(string text) => text switch
    {
        "mmap" => DumpAccess.Mapped,
        "file" => DumpAccess.Stream,
        _ => throw new CommandException($"'{text}' is no way to read a file; the ways are mmap and file.", isUsage: true),
    };
}
