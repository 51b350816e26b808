using KdmpTool.CommandLine;
using KdmpTool.Terminal;

namespace KdmpTool.Tests;

public sealed class DefectTests : IDisposable
{
    private readonly SampleFile _sample = new();

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("info", 2)] // one for each dump
    [InlineData("help", 1)]
    public void A_defect_is_told_in_a_line_and_does_not_keep_other_dumps_from_their_turn(string command, int lines)
    {
        using var error = new StringWriter();
        string[] dumps = command == "info" ? [_sample.Path, _sample.Path] : [];
        Assert.Equal(ExitCode.Failed, KdmpCommandLine.Run([command, .. dumps], new Streams(new Broken(), error)));
        string[] said = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines, said.Length);
        Assert.All(said, line => Assert.Contains($"defect of kdmp, please report it: {nameof(InvalidTimeZoneException)} at KdmpTool.Tests.", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Too_little_memory_is_no_defect() =>
        Assert.DoesNotContain("defect", Defect.Sentence(new InsufficientMemoryException()), StringComparison.Ordinal);

    /// <summary>Stands for a defect anywhere: nobody expects this of an output.</summary>
    private sealed class Broken : StringWriter
    {
        public override void Write(string? value)
        {
            // The line above each dump is written before the command begins.
            if (value?.StartsWith("==>", StringComparison.Ordinal) != true)
                throw new InvalidTimeZoneException("broken");
        }
    }
}
