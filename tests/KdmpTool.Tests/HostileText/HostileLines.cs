using KdmpInteractive.Commands;
using KdmpTool.CommandLine;

namespace KdmpTool.Tests.HostileText;

/// <summary>Lines for every command of the command table: a command that is new is tried with its example.</summary>
internal static class HostileLines
{
    private static readonly Dictionary<string, string[]> s_arguments = new()
    {
        ["context"] = ["", "--kind bugcheck"],
        ["exception"] = [""],
        ["page"] = ["0x5000"],
        ["read"] = ["0xffffc08b70000000 --length 0x2000", "rsp --length 0x200 --as pointers", "0xffffc08b70004000 --length 64 --as words", "0x12345678", "0x5000 --physical"],
        ["translate"] = ["rip 0xffffc08b70000000 0x12345678"],
        ["near"] = ["rip", "rip-4", "rip+8", "rsp", "0xfffff80600000010", "0x7ff600010010", "0x2b7f0000"],
        ["regions"] = [""],
        ["search"] = ["alert --text", "alert --utf16", "3c7363", "notthere --text"],
        ["structure"] = ["", "header", "CONTEXT", "xsave", "exception", "memory", "DUMP_HEADER64 --max 5"],
        ["stack"] = ["", "--context exception"],
        ["hunt"] = ["", "headers"],
        ["strings"] = ["0xffffc08b70000000 --length 0x8000", "0xffffc08b70000000 --length 0x8000 --min 2"],
        ["entropy"] = ["", "0xffffc08b70000000 --length 0x8000", "--above 3"],
        ["disasm"] = ["rip", "0xffffc08b70000000 --count 40 --before 10", "0x12345678"],
        ["modules"] = ["", "--user", "--unloaded", "--max 5"],
        ["processes"] = ["", "--max 5"],
        ["diff"] = ["OTHER", "OTHER 0x5000"],
        ["convert"] = ["converted.dmp", "converted.raw --type raw"],
        ["sample"] = ["made.dmp"],
    };

    public static TheoryData<string> Commands => [.. TableCommand.All.Select(command => command.Name)];

    /// <summary>The words of each line behind the dump's path.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="files">Where files go, and where another dump is.</param>
    public static IEnumerable<string[]> Of(string command, HostileFiles files)
    {
        string[] lines = s_arguments.TryGetValue(command, out string[]? known)
            ? known
            : [CommandTable.Find(command, CommandPlaces.CommandLine).Example];
        return lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word == "OTHER" ? files.Small : word.EndsWith(".dmp", StringComparison.Ordinal) || word.EndsWith(".raw", StringComparison.Ordinal) ? files.At(word) : word)
            .ToArray());
    }
}
