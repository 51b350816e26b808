using System.CommandLine;
using KdmpParser.Tests.Corrupt;

namespace KdmpFuzz;

/// <summary><c>seeds</c>: the corpus as files, for a fuzzer to begin with.</summary>
internal static class SeedsCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where to; made where there is none." };
        var command = new Command("seeds", "Writes the corpus of corrupt dumps as files.") { folder };
        command.SetAction(result => Write(result.GetValue(folder)!));
        return command;
    }

    private static int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (CorruptDump dump in Corpus.All)
            File.WriteAllBytes(Path.Combine(folder, dump.Name + ".dmp"), dump.Bytes);
        Console.WriteLine($"{Corpus.All.Count} dumps in {folder}.");
        return 0;
    }
}
