namespace KdmpTool.Tests;

/// <summary>The compiler, charts, Markdown, the disassembler and the library that writes the help take long to be loaded, and few commands need them.</summary>
public class LoadedLibrariesTests(SampleFile sample) : IClassFixture<SampleFile>
{
    private static readonly string[] s_others = ["Microsoft.CodeAnalysis", "Plotly.NET", "FSharp.Core", "Markdig", "System.CommandLine", "Spectre.Console", "Microsoft.DotNet.Interactive", "Iced"];

    [Theory]
    [InlineData("info '{0}'")]
    [InlineData("context '{0}' --json")]
    [InlineData("read '{0}' rsp")]
    [InlineData("translate '{0}' rip")]
    [InlineData("modules '{0}'")]
    [InlineData("map '{0}'")]
    [InlineData("bugcheck '{0}'")]
    [InlineData("near '{0}' rip")]
    [InlineData("hunt '{0}'")]
    [InlineData("-c -e -p 0x1000 '{0}'")]
    public void A_command_runs_without_the_libraries_that_only_others_need(string line)
    {
        // Without kdmp.deps.json, the host takes what is in the folder for all there is.
        string folder = Directory.CreateDirectory(sample.Named("few")).FullName;
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory).Where(file => IsNeeded(Path.GetFileName(file))))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        string command = string.Format(System.Globalization.CultureInfo.InvariantCulture, line, sample.Path);
        Assert.Equal("0", BuiltProgram.Run("bash", $"dotnet '{Path.Combine(folder, "kdmp.dll")}' {command} 2>&1 > /dev/null; echo $?")[^1]);
    }

    private static bool IsNeeded(string file) =>
        file is "kdmp.runtimeconfig.json" || (file.EndsWith(".dll", StringComparison.Ordinal) && !s_others.Any(other => file.StartsWith(other, StringComparison.Ordinal)));
}
