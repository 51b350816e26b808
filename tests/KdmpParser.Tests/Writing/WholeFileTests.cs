using KdmpParser.Writing;

namespace KdmpParser.Tests;

/// <summary>Files that the library writes: where there is one already, how they come to be, and what cannot be a file.</summary>
public class WholeFileTests
{
    private const int Pages = 3000;

    private static readonly byte[] s_old = [1, 2, 3];

    private static readonly Dictionary<string, Action<string, bool, IProgress<WriteProgress>?>> s_writers = new()
    {
        ["dump"] = (path, overwrite, progress) => WithDump(dump => dump.ConvertTo(path, DumpType.Bitmap, overwrite: overwrite, progress: progress)),
        ["raw"] = (path, overwrite, progress) => WithDump(dump => dump.ConvertToRawImage(path, overwrite: overwrite, progress: progress)),
        ["writer"] = (path, overwrite, progress) => Writer().Write(path, overwrite, progress, CancellationToken.None),
    };

    public static TheoryData<string> Writers => [.. s_writers.Keys];

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_file_that_is_there_is_replaced_only_where_that_is_asked_for(string writer)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", s_old);
        AssertRefused(KernelDumpError.FileExists, "'memory.dmp' exists already.", () => s_writers[writer](path, false, null));
        Assert.Equal(s_old, File.ReadAllBytes(path));
        s_writers[writer](path, true, null);
        Assert.True(new FileInfo(path).Length > Pages * 0x1000);
        Assert.Equal(["memory.dmp"], folder.Names);
    }

    [Fact]
    public void A_sample_that_is_there_is_replaced_only_where_that_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("sample.dmp", s_old);
        AssertRefused(KernelDumpError.FileExists, "'sample.dmp' exists already.", () => KdmpSample.Write(path));
        Assert.Equal(s_old, File.ReadAllBytes(path));
        KdmpSample.Write(path, overwrite: true);
        KernelDump.Open(path).Dispose();
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void A_file_that_appears_meanwhile_is_not_replaced(string writer)
    {
        using var folder = new TemporaryFolder();
        string path = folder["memory.dmp"];
        AssertRefused(KernelDumpError.FileExists, "'memory.dmp' exists already.", () => s_writers[writer](path, false, new Called(() => File.WriteAllBytes(path, s_old))));
        Assert.Equal(s_old, File.ReadAllBytes(path));
        Assert.Equal(["memory.dmp"], folder.Names);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void Until_it_is_complete_a_file_has_a_name_that_nobody_knows_beforehand(string writer)
    {
        using var folder = new TemporaryFolder();
        var names = new List<string>();
        foreach (string name in (string[])["a", "b"])
            s_writers[writer](folder[name], false, new Called(() => names.AddRange(folder.Names.Where(found => found.StartsWith("kdmp-", StringComparison.Ordinal)))));
        Assert.Equal(2, names.Distinct().Count());
        Assert.Equal(["a", "b"], folder.Names.Order());
    }

    [Fact]
    public async Task Of_many_that_write_one_file_at_once_one_does()
    {
        const int Many = 16;
        using var folder = new TemporaryFolder();

        // All of them have looked by the time that the first one writes.
        using var looked = new Barrier(Many);
        var progress = new Called(() => Assert.True(looked.SignalAndWait(TimeSpan.FromSeconds(30))));
        bool[] written = await AtOnceAsync(Many, _ =>
        {
            try
            {
                Writer(pages: 1).Write(folder["memory.dmp"], overwrite: false, progress, CancellationToken.None);
                return true;
            }
            catch (KernelDumpException e) when (e.Error == KernelDumpError.FileExists)
            {
                return false;
            }
        });
        Assert.Single(written, true);
        Assert.Equal(["memory.dmp"], folder.Names);
        KernelDump.Open(folder["memory.dmp"]).Dispose();
    }

    [Fact]
    public async Task Of_two_that_take_a_name_at_once_one_has_it()
    {
        const int Rounds = 500;
        using var folder = new TemporaryFolder();
        using var round = new Barrier(2);
        bool[][] taken = await AtOnceAsync(2, thread => Enumerable.Range(0, Rounds).Select(name =>
        {
            string path = folder.Write($"{thread} {name}", [(byte)thread]);
            Assert.True(round.SignalAndWait(TimeSpan.FromSeconds(30)));
            return NewName.TryGive(path, folder[$"{name}"]);
        }).ToArray());
        Assert.All(Enumerable.Range(0, Rounds), name =>
        {
            Assert.NotEqual(taken[0][name], taken[1][name]);
            Assert.Equal([taken[0][name] ? (byte)0 : (byte)1], File.ReadAllBytes(folder[$"{name}"]));
        });
    }

    [Theory]
    [InlineData("old")]
    [InlineData("nothing")]
    public void A_link_is_a_file_that_is_there_and_is_replaced_itself(string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a link takes a privilege on Windows.");
        using var folder = new TemporaryFolder();
        folder.Write("old", s_old);
        File.CreateSymbolicLink(folder["link"], folder[target]);
        AssertRefused(KernelDumpError.FileExists, "'link' exists already.", () => KdmpSample.Write(folder["link"]));
        KdmpSample.Write(folder["link"], overwrite: true);
        Assert.Null(new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal(s_old, File.ReadAllBytes(folder["old"]));
        Assert.Equal(["link", "old"], folder.Names.Order());
    }

    [Fact]
    public void A_new_file_can_be_read_by_whoever_can_read_new_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var folder = new TemporaryFolder();
        KdmpSample.Write(folder["new.dmp"]);
        Assert.Equal(new FileInfo(folder.Write("usual", s_old)).UnixFileMode, new FileInfo(folder["new.dmp"]).UnixFileMode);
    }

    [Fact]
    public void Whoever_could_not_read_the_old_file_cannot_read_the_new_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var folder = new TemporaryFolder();
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        folder.Write("private.dmp", s_old);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder["private.dmp"], Private);
        KdmpSample.Write(folder["private.dmp"], overwrite: true);
        Assert.Equal(Private, new FileInfo(folder["private.dmp"]).UnixFileMode);
    }

    [Theory]
    [InlineData("folder", KernelDumpError.NotWritten, "'folder' cannot be written: it is a folder.")]
    [InlineData("new/", KernelDumpError.NotWritten, "it is a folder.")]
    [InlineData("nowhere/memory.dmp", KernelDumpError.NotWritten, "'memory.dmp' cannot be written: there is no such folder.")]
    [InlineData("old/memory.dmp", KernelDumpError.NotWritten, "'memory.dmp' cannot be written: there is no such folder.")]
    [InlineData("old", KernelDumpError.FileExists, "'old' exists already.")]
    public void What_cannot_be_written_is_refused_before_any_page_is_asked_about(string name, KernelDumpError error, string message)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["folder"]);
        folder.Write("old", s_old);
        WithDump(dump => AssertRefused(error, message, () => dump.ConvertTo(folder[name], DumpType.Full, _ => throw new InvalidTimeZoneException())));
        Assert.Equal(["folder", "old"], folder.Names.Order());
    }

    [Fact]
    public void A_name_of_256_characters_is_too_long_and_one_of_255_is_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows it is the path that is too long.");
        using var folder = new TemporaryFolder();
        WithDump(dump => AssertRefused(
            KernelDumpError.NotWritten, "its name is too long.", () => dump.ConvertTo(folder[new('n', 256)], DumpType.Full, _ => throw new InvalidTimeZoneException())));
        Assert.Empty(folder.Names);
        KdmpSample.Write(folder[new('n', 255)]);
    }

    [Theory]
    [InlineData("/dev/null", Destination.Sink)]
    [InlineData("/dev/stdout", Destination.Sink)]
    [InlineData("/dev/fd/1", Destination.Sink)]
    [InlineData("/dev", Destination.Folder)]
    [InlineData("/etc/hosts", Destination.Taken)]
    [InlineData("/nowhere", Destination.Free)]
    public void What_is_at_a_path_is_known(string path, object expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such paths.");
        Assert.Equal(expected, Destinations.Of(path));
    }

    [Fact]
    public void A_circle_of_links_is_a_name_that_is_taken()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a link takes a privilege on Windows.");
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["a"], folder["b"]);
        File.CreateSymbolicLink(folder["b"], folder["a"]);
        Assert.Equal(Destination.Taken, Destinations.Of(folder["a"]));
    }

    [Fact]
    public void A_device_takes_a_dump_and_no_raw_image()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /dev/null.");
        WithDump(dump => Assert.Equal(new ConversionResult(Pages, 0x2000 + Pages * 0x1000, 0, 0), dump.ConvertTo("/dev/null", DumpType.Full)));
        WithDump(dump => AssertRefused(KernelDumpError.NotWritten, "'null' cannot be written: in a pipe or a device, no page has a place.", () => dump.ConvertToRawImage("/dev/null")));
    }

    [Fact]
    public void A_full_disk_is_called_that()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a device that is always full.");
        AssertRefused(KernelDumpError.NotWritten, "'full' cannot be written: the disk is full.", () => KdmpSample.Write("/dev/full"));
    }

    private static void AssertRefused(KernelDumpError error, string message, Action write)
    {
        KernelDumpException refusal = Assert.Throws<KernelDumpException>(write);
        Assert.Equal(error, refusal.Error);
        Assert.EndsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    private static Task<T[]> AtOnceAsync<T>(int count, Func<int, T> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(() => work(i), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

    private static void WithDump(Action<KernelDump> action)
    {
        using KernelDump dump = DumpBytes.Full((1, Pages)).Open();
        action(dump);
    }

    private static KernelDumpWriter Writer(int pages = Pages) => new() { Header = KernelDumpWriterTests.Header(DumpType.Bitmap), Pages = new ChosenPages((0x1000, pages)) };

    /// <summary>Calls back before the first page is written.</summary>
    private sealed class Called(Action action) : IProgress<WriteProgress>
    {
        public void Report(WriteProgress value)
        {
            if (value.PagesWritten == 0)
                action();
        }
    }
}
