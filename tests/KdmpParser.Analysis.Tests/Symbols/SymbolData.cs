using System.Globalization;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>The images and PDBs of Data/Symbols (make.sh makes them), and what llvm-pdbutil and llvm-readobj say of them.</summary>
internal static partial class SymbolData
{
    public const string Demo = "demo", Shapes = "shapes";

    /// <summary>What llvm-pdbutil calls the GUID of demo.pdb, without dashes, and its age.</summary>
    public const string DemoIdentity = "350DB619E4C195E04C4C44205044422E1";

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Data", "Symbols", file);

    /// <summary>Maps an image as the loader does: headers, and each section at its place.</summary>
    public static KernelBytes Load(this KernelBytes memory, string name, ulong imageBase)
    {
        byte[] file = File.ReadAllBytes(PathOf(name + ".dll"));
        using var reader = new PEReader(new MemoryStream(file));
        memory.Write(imageBase, new byte[0x1000]).Write(imageBase, file.AsSpan(0, reader.PEHeaders.PEHeader!.SizeOfHeaders));
        foreach (SectionHeader section in reader.PEHeaders.SectionHeaders)
        {
            memory.Write(imageBase + (ulong)section.VirtualAddress, new byte[(section.VirtualSize + 0xfff) & ~0xfff]);
            memory.Write(imageBase + (ulong)section.VirtualAddress, file.AsSpan(section.PointerToRawData, Math.Min(section.SizeOfRawData, section.VirtualSize)));
        }

        return memory;
    }

    /// <summary>Public symbols as llvm-pdbutil lists them: name, and address relative to the image.</summary>
    public static Dictionary<string, uint> Publics(string name)
    {
        string text = File.ReadAllText(PathOf(name + ".pdbutil.txt"));
        uint[] sections = [.. SectionAddress().Matches(text).Select(match => uint.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        return PublicSymbol().Matches(text).ToDictionary(
            match => match.Groups["name"].Value, match => sections[Number(match, "section") - 1] + (uint)Number(match, "offset"));
    }

    /// <summary>Start and end of each function as llvm-readobj lists them, relative to the image.</summary>
    public static (uint Start, uint End)[] Functions(string name) =>
        [.. RuntimeFunction().Matches(File.ReadAllText(PathOf(name + ".readobj.txt"))).Select(match => (Relative(match, 1), Relative(match, 2)))];

    private static uint Relative(Match match, int group) =>
        (uint)(ulong.Parse(match.Groups[group].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) - 0x180000000);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""S_PUB32 \[size = \d+\] `(?<name>[^`]+)`\s+flags = [^,]+?, addr = (?<section>\d+):(?<offset>\d+)""")]
    private static partial Regex PublicSymbol();

    [GeneratedRegex("([0-9A-F]+) virtual address")]
    private static partial Regex SectionAddress();

    [GeneratedRegex("""StartAddress: \(0x([0-9A-F]+)\)\s+EndAddress: \(0x([0-9A-F]+)\)""")]
    private static partial Regex RuntimeFunction();
}
