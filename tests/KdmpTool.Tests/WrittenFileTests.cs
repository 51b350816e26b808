using System.Text.Json.Nodes;
using KdmpParser;

namespace KdmpTool.Tests;

/// <summary>Every way to have a file written: nothing that is there is lost, and nothing is there that is not whole.</summary>
public sealed class WrittenFileTests : IDisposable
{
    private const string Old = "old";

    private readonly SampleFile _sample = new();

    public static TheoryData<string> Ways => [.. WritingCommand.All.Select(way => way.ToString())];

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task Every_command_that_takes_force_is_one_of_those_that_are_tested_here()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("help", "--json");
        IEnumerable<string> commands = run.Output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!)
            .Where(command => command["options"]!.AsArray().Any(option => (string?)option!["name"] == "--force")).Select(command => (string)command["name"]!);
        Assert.Equal(WritingCommand.All.Select(way => way.Command).Distinct().Order(), commands.Order());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_file_that_is_there_is_refused_before_the_dump_is_opened(string name)
    {
        (WritingCommand way, string file) = Prepare(name);
        File.WriteAllText(file, Old);
        await IsRefusedAsync($"'{Path.GetFileName(file)}' exists already. With --force it is replaced.", way.On(_sample, file, dump: _sample.Named("none.dmp")));
        Assert.Equal(Old, File.ReadAllText(file));
        Assert.Equal([Path.GetFileName(file)], Written(file));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task With_force_it_is_replaced(string name)
    {
        (WritingCommand way, string file) = Prepare(name);
        File.WriteAllText(file, Old);
        await IsDoneAsync([.. way.On(_sample, file), "--force"]);
        Assert.True(new FileInfo(file).Length > Old.Length);
        Assert.Equal([Path.GetFileName(file)], Written(file));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_file_that_is_written_is_the_only_one(string name)
    {
        (WritingCommand way, string file) = Prepare(name, $"it's \"a\"{(OperatingSystem.IsWindows() ? "" : "\n")} file");
        await IsDoneAsync(way.On(_sample, file));
        Assert.Equal([Path.GetFileName(file)], Written(file));

        // One line, whatever is in the name.
        await IsRefusedAsync($"'{Path.GetFileName(file).Replace("\n", "\\u000a", StringComparison.Ordinal)}' exists already. With --force it is replaced.", way.On(_sample, file));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_path_that_no_file_can_have_is_refused_before_the_dump_is_opened(string name)
    {
        (WritingCommand way, string file) = Prepare(name);
        string none = _sample.Named("none.dmp"), ending = way.Ending, folder = Directory.CreateDirectory(file + "-folder" + ending).FullName;
        await IsRefusedAsync($"'x{ending}' cannot be written: there is no such folder.", way.On(_sample, Path.Combine(Path.GetDirectoryName(file)!, "nowhere", "x" + ending), none));
        await IsRefusedAsync($"'{Path.GetFileName(folder)}' cannot be written: it is a folder.", [.. way.On(_sample, folder, none), "--force"]);
        string longName = new string('n', 256) + ending;
        if (!OperatingSystem.IsWindows())
            await IsRefusedAsync($"'{longName}' cannot be written: its name is too long.", way.On(_sample, Path.Combine(Path.GetDirectoryName(file)!, longName), none));
        Assert.Equal([Path.GetFileName(folder)], Written(file));
        Assert.Equal(2, (await CommandLineRun.OfAsync(way.On(_sample, "", none))).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_folder_that_takes_no_file_is_1_and_one_sentence(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a folder in which not even root can write.");
        WritingCommand way = WritingCommand.All.Single(way => way.ToString() == name);
        await IsRefusedAsync($"'kdmp{way.Ending}' cannot be written: Access to the path '/sys/kdmp{way.Ending}' is denied.", way.On(_sample, "/sys/kdmp" + way.Ending));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Where_there_is_no_room_nothing_is_left(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows limits no file.");
        (WritingCommand way, string file) = Prepare(name);
        string command = string.Join(' ', way.On(_sample, file).Select(Quoted));

        // The runtime's own file for compiled code is not to count.
        string script = $"export DOTNET_EnableWriteXorExecute=0; (ulimit -f 0; {BuiltProgram.Name} {command} 2>&1; echo $?)";
        Assert.Equal([$"'{Path.GetFileName(file)}' cannot be written: it is larger than a file may be here.", "1"], BuiltProgram.Run("bash", script));
        Assert.Empty(Written(file));
    }

    [Fact]
    public async Task For_programs_a_refusal_is_an_object()
    {
        string file = _sample.Named("there");
        File.WriteAllText(file, Old);
        foreach (string[] line in (string[][])[["convert", _sample.Path, file], ["map", _sample.Path, "--svg", file], ["sample", file]])
        {
            CommandLineRun run = await CommandLineRun.OfAsync([.. line, "--json"]);
            var expected = new JsonObject { ["file"] = line[1], ["error"] = "fileExists", ["message"] = "'there' exists already. With --force it is replaced." };
            Assert.Equal((1, expected.ToJsonString()), (run.ExitCode, run.Output.TrimEnd()));
        }
    }

    [Fact]
    public async Task Of_two_files_none_is_written_where_one_is_refused()
    {
        (_, string page) = Prepare("map --html");
        string image = page + ".svg";
        foreach ((string there, string other) in ((string, string)[])[(page, image), (image, page)])
        {
            File.WriteAllText(there, Old);
            await IsRefusedAsync($"'{Path.GetFileName(there)}' exists already. With --force it is replaced.", "map", _sample.Path, "--html", page, "--svg", image);
            Assert.False(File.Exists(other));
            File.Delete(there);
        }
    }

    [Fact]
    public async Task Of_two_files_none_is_written_where_one_has_no_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a device that is always full.");
        (_, string file) = Prepare("map --html");
        await IsRefusedAsync("'full' cannot be written: the disk is full.", "map", _sample.Path, "--html", file, "--svg", "/dev/full");
        await IsRefusedAsync("'full' cannot be written: the disk is full.", "map", _sample.Path, "--svg", file, "--html", "/dev/full");
        Assert.Empty(Written(file));
    }

    [Fact]
    public async Task Two_outputs_in_one_file_are_wrong_usage()
    {
        (_, string file) = Prepare("map --html");
        string same = Path.Combine(Path.GetDirectoryName(file)!, ".", Path.GetFileName(file));
        Assert.Equal(2, (await CommandLineRun.OfAsync("map", _sample.Path, "--html", file, "--svg", same, "--force")).ExitCode);
        Assert.Equal(2, (await CommandLineRun.OfAsync("convert", _sample.Path, file, "--html", same, "--force")).ExitCode);
        Assert.Equal(2, (await CommandLineRun.OfAsync("map", _sample.Path, "--html", "-", "--svg", "-")).ExitCode);
        Assert.Equal(new(2, "", "--svg writes one file, of one dump."), Trimmed(await CommandLineRun.OfAsync("map", _sample.Path, _sample.Path, "--svg", file, "--force")));
        Assert.Empty(Written(file));
    }

    [Fact]
    public async Task A_dump_is_not_converted_onto_itself_unless_that_is_asked_for()
    {
        File.Copy(_sample.Path, _sample.Named("own.dmp"));
        await IsRefusedAsync("'own.dmp' exists already. With --force it is replaced.", "convert", _sample.Named("own.dmp"), _sample.Named("own.dmp"));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows a file that is open cannot be replaced.");
        await IsDoneAsync("convert", _sample.Named("own.dmp"), _sample.Named("own.dmp"), "--force");
        using KernelDump dump = KernelDump.Open(_sample.Named("own.dmp"));
        Assert.Equal((DumpType.Bitmap, 413L), (dump.Type, dump.PhysicalMemory!.PageCount));
    }

    [Fact]
    public async Task A_dash_is_standard_output()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("map", _sample.Path, "--svg", "-");
        Assert.Equal((0, "", "<svg"), (run.ExitCode, run.Error, run.Output[..4]));
        Assert.False(File.Exists("-"));
    }

    [Fact]
    public void Pipes_and_what_a_shell_opens_are_written_as_they_stand()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such pipes.");
        string script = $$"""
            cd '{{Path.GetDirectoryName(_sample.Path)}}'
            kdmp() { {{BuiltProgram.Name}} "$@"; }
            kdmp sample - --type 1 | cmp - sample.dmp && echo dash
            kdmp convert sample.dmp /dev/stdout --type 1 > file && cmp file sample.dmp && echo redirected
            echo before > appended; kdmp map sample.dmp --svg /dev/stdout >> appended; head -n 1 appended; echo "$(sed -n '2s/ .*//p' appended)"
            kdmp convert sample.dmp >(cmp - sample.dmp && echo process > substituted) --type 1 > said; until [ -s substituted ]; do sleep 0.1; done; cat substituted
            mkfifo pipe; cat pipe > piped & kdmp convert sample.dmp pipe --type 1 > said; wait; cmp piped sample.dmp && [ -p pipe ] && echo pipe
            cat pipe > piped & kdmp info sample.dmp --html pipe --force; wait; grep -c '</html>' piped; [ -p pipe ] && echo pipe
            """;
        Assert.Equal(["dash", "redirected", "before", "<svg", "process", "pipe", "1", "pipe"], BuiltProgram.Run("bash", script));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_conversion_that_is_interrupted_leaves_what_was_there(string signal)
    {
        string folder = WriteLargeDump();

        // Job control, since a job in the background does not hear Ctrl+C otherwise.
        string script = $$"""
            set -m; exec 2>/dev/null
            cd '{{folder}}'
            convert() {
              {{BuiltProgram.Name}} convert large.dmp "$@" 2>&1 &
              until [ "$(find . -name 'kdmp-*' -size +1M)" ]; do sleep 0.02; done
              kill -{{signal}} $!
              wait $!; echo $?
            }
            convert new.dmp
            echo old > old.dmp; convert old.dmp --force; cat old.dmp
            ls
            """;
        string[] lines = await Task.Run(() => BuiltProgram.Run("bash", script), TestContext.Current.CancellationToken);
        Assert.Equal(["Cancelled.", "1", "Cancelled.", "1", "old", "large.dmp", "old.dmp"], lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_second_interrupt_leaves_nothing_either()
    {
        string folder = WriteLargeDump();
        string script = $$"""
            set -m; exec 2>/dev/null
            cd '{{folder}}'
            {{BuiltProgram.Name}} convert large.dmp new.dmp &
            until [ "$(find . -name 'kdmp-*' -size +1M)" ]; do sleep 0.02; done
            kill -INT $!; kill -TERM $!
            wait $!
            ls
            """;
        Assert.Equal(["large.dmp"], await Task.Run(() => BuiltProgram.Run("bash", script), TestContext.Current.CancellationToken));
    }

    /// <summary>A way by its name, and a path of a file in a folder that holds nothing else.</summary>
    private (WritingCommand Way, string File) Prepare(string name, string file = "file")
    {
        WritingCommand way = WritingCommand.All.Single(way => way.ToString() == name);
        return (way, Path.Combine(Directory.CreateDirectory(_sample.Named(Guid.NewGuid().ToString("n"))).FullName, file + way.Ending));
    }

    private static IEnumerable<string> Written(string file) => Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(file)!).Select(path => Path.GetFileName(path));

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static async Task IsDoneAsync(params string[] args)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(args);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    private static async Task IsRefusedAsync(string sentence, params string[] args) => Assert.Equal(new(1, "", sentence), Trimmed(await CommandLineRun.OfAsync(args)));

    private static CommandLineRun Trimmed(CommandLineRun run) => run with { Error = run.Error.TrimEnd() };

    /// <summary>A full dump that is all holes, alone in a folder: one run of 4 GiB, from page frame 0 on.</summary>
    private string WriteLargeDump()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files on Windows are not sparse unless asked, and have other signals.");
        const ulong PageCount = 4 << 18;
        string folder = Directory.CreateDirectory(_sample.Named("large")).FullName, path = Path.Combine(folder, "large.dmp");
        File.WriteAllBytes(path, KdmpParser.Tests.DumpBytes.Full().U32(0x088, 1).U64(0x090, PageCount).U64(0x098, 0).U64(0x0a0, PageCount).CutTo(0x2000).ToArray());
        using FileStream file = File.OpenWrite(path);
        file.SetLength(0x2000 + (long)PageCount * PhysicalAddress.PageSize);
        return folder;
    }
}
