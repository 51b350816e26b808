using KdmpParser.Tests;
using KdmpTool.CommandLine;
using KdmpTool.Terminal;

namespace KdmpTool.Tests;

public sealed class LongOutputTests : IDisposable
{
    private readonly SampleFile _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Json_of_many_runs_is_written_piece_by_piece()
    {
        // Every second page frame of 2^16, in a file that is a hole behind its bitmap.
        const int FirstPage = 0x5000, Runs = 1 << 15;
        string path = _sample.Named("runs.dmp");
        File.WriteAllBytes(path, DumpBytes.Bitmap(5, 2 * Runs, [], FirstPage).Write(0x2038, [.. Enumerable.Repeat((byte)0x55, Runs / 4)]).U64(0x2028, Runs).ToArray());
        using (FileStream file = File.OpenWrite(path))
            file.SetLength(FirstPage + Runs * 0x1000L);

        using var output = new Pieces();
        Assert.Equal(ExitCode.Done, KdmpCommandLine.Run(["map", path, "--json"], new Streams(output, TextWriter.Null)));
        Assert.StartsWith($$"""{"pageCount":{{Runs}},"runs":[{"start":"0x0","pageCount":1,"fileOffset":{{FirstPage}}},{"start":"0x2000",""", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("}]}\n", output.ToString(), StringComparison.Ordinal);
        Assert.InRange(output.Longest, 1, output.ToString().Length / 20);
    }

    /// <summary>Knows how much was written at once.</summary>
    private sealed class Pieces : StringWriter
    {
        public int Longest { get; private set; }

        public override void Write(string? value)
        {
            Longest = Math.Max(Longest, value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Longest = Math.Max(Longest, count);
            base.Write(buffer, index, count);
        }
    }
}
