using System.Text;
using KdmpInteractive.Commands;
using KdmpParser.Writing;
using KdmpTool.Terminal;

namespace KdmpTool.CommandLine;

/// <summary>The files that one command writes. Each is asked about before any work is done, and none of them gets its name before all are on the disk.</summary>
/// <param name="streams">What is written to standard output goes here.</param>
internal sealed class OutputFiles(Streams streams) : IDisposable
{
    private readonly Dictionary<string, bool> _overwrites = new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    private readonly List<WholeFile> _files = [];
    private readonly StringBuilder _standardOutput = new();

    /// <summary>Takes a file over as one of those that are going to be written.</summary>
    /// <param name="path">As it was given; <c>-</c> for standard output.</param>
    /// <param name="overwrite">Whether one that is there already is replaced.</param>
    /// <exception cref="CommandException">There is one already, or the path is none, or is given twice.</exception>
    /// <exception cref="KdmpParser.KernelDumpException">It cannot be written.</exception>
    public void Add(string path, bool overwrite)
    {
        if (path.Length == 0)
            throw new CommandException("The path of a file to be written is empty.", isUsage: true);
        if (!_overwrites.TryAdd(Key(path), overwrite))
            throw new CommandException($"'{path}' is given twice as a file to be written.", isUsage: true);
        if (!WrittenFile.IsStandardOutput(path))
            WrittenFile.Write(() => WholeFile.Check(path, overwrite));
    }

    /// <summary>Writes the content of one of them, under another name still.</summary>
    public void Write(string path, string content)
    {
        if (WrittenFile.IsStandardOutput(path))
        {
            _standardOutput.Append(content);
            return;
        }

        WholeFile file = WrittenFile.Write(() => new WholeFile(path, _overwrites[Key(path)]));
        file.Fill(stream => stream.Write(Encoding.UTF8.GetBytes(content)));
        _files.Add(file);
    }

    /// <summary>Gives those that were written their names.</summary>
    public void Finish()
    {
        foreach (WholeFile file in _files)
            WrittenFile.Write(file.Finish);
        streams.Output.Write(_standardOutput);
    }

    public void Dispose()
    {
        foreach (WholeFile file in _files)
            file.Dispose();
    }

    private static string Key(string path) => WrittenFile.IsStandardOutput(path) ? "" : Path.GetFullPath(path);
}
