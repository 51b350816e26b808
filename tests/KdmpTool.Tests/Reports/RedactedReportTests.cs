using System.Text;
using System.Text.RegularExpressions;
using KdmpParser;

namespace KdmpTool.Tests.Reports;

/// <summary>A dump whose every text, and every place that could hold one, has the name of its owner.</summary>
public sealed partial class RedactedReportTests(ReportFolder folder) : IClassFixture<ReportFolder>
{
    /// <summary>The owner, as long as "Synthetic", which stands where a user's name does in the sample's paths.</summary>
    private const string Owner = "zaliceqxj";

    /// <summary>Enough of it to be known by: eight bytes of a register or of a slot have no more.</summary>
    private const string Mark = "zalice";

    private const ulong StackPointer = 0xffffa884_8825e4c0;
    private const ulong Stopped = 0xfffff805_2a341234;

    /// <summary>The contexts that parameter 4 and the KPRCB point to, where SampleLayout has them.</summary>
    private const ulong ContextOnStack = 0xffffa884_8825d920;
    private const ulong ContextOfProcessor = 0xfffff805_0e8a9180;

    public static TheoryData<string> Formats => [".html", ".ipynb", ".md"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Nothing_of_the_owner_is_in_a_redacted_report(string format)
    {
        string report = await folder.WriteAsync(Dump(), $"redacted{format}", "--redact");
        Assert.Empty(Forms().Where(form => Occurs(form.Text, report)).Select(form => form.Name));
        Assert.Contains("This report is redacted", report, StringComparison.Ordinal);
        Assert.Contains("#!kdmp open memory.dmp", report, StringComparison.Ordinal);
        Assert.Equal(format != ".md", Picture().IsMatch(report));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_locates_the_crash_is(string format)
    {
        string report = System.Net.WebUtility.HtmlDecode(await folder.WriteAsync(Dump(), $"kept{format}", "--redact"));
        foreach (string kept in (string[])["SYSTEM_THREAD_EXCEPTION_NOT_HANDLED", "kdmpdemo.sys+0x1234", "ffffa884`8825e4e8", "ntoskrnl.exe+0x1776a3", "kdmpsample.exe", "0x65927ac5"])
            Assert.Contains(kept, report, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Without_the_option_the_report_has_what_the_dump_has(string format)
    {
        // Else the test above could not fail.
        string report = await folder.WriteAsync(Dump(), $"open{format}");
        foreach (string name in (string[])["text", "number of 64 bits or more"])
            Assert.True(Occurs(Forms().Single(form => form.Name == name).Text, report), name);
        Assert.Contains($"comment {Owner}", report, StringComparison.Ordinal);
        Assert.Matches($@"\\+{Owner}\\+kdmpsample\.exe", report);
        Assert.Matches($@"\\+{Owner}X\\+", report);
        Assert.Contains($"of {Owner}.dmp", report, StringComparison.Ordinal);
        Assert.DoesNotContain("redacted", report, StringComparison.OrdinalIgnoreCase);
    }

    private string Dump()
    {
        string path = folder.At($"{Owner}/crash of {Owner}.dmp");
        if (File.Exists(path))
            return path;
        byte[] ascii = Encoding.ASCII.GetBytes(Owner + Owner)[..16], utf16 = Encoding.Unicode.GetBytes(Owner)[..16];
        var dump = new ChangedSample(header => header with { Comment = $"comment {Owner}", VersionUser = $"user {Owner}" });
        dump.Replace(Encoding.Unicode, "Synthetic", Owner).Replace(Encoding.Unicode, "SystemRoot", Owner + "X");
        dump.Replace(Encoding.Unicode, "kdmplib.dll", $@"{Owner}\l").Replace(Encoding.Unicode, "kdmpold.sys", $@"{Owner}\o");
        dump.Replace(Encoding.ASCII, "kdmpinit.exe", $"{Owner}xyz").Replace(Encoding.ASCII, "kdmpdemo.pdb", $"{Owner}pdb").Replace(Encoding.ASCII, "Synthetic", Owner);

        // P1Home of the header's context; then the x87, XMM and vector registers of all three.
        dump.At(0x348, ascii);
        foreach (int register in (int[])[0x120, 0x1a0, 0x290, 0x300])
            dump.At(0x348 + register, ascii).AtVirtual(ContextOnStack + (ulong)register, ascii).AtVirtual(ContextOfProcessor + (ulong)register, utf16);

        // The third to sixth parameter of an exception that has two; the stack at rsp and below; the code around rip.
        dump.At(0xf30, ascii).At(0xf40, utf16);
        dump.AtVirtual(StackPointer, ascii).AtVirtual(StackPointer + 0x10, utf16).AtVirtual(StackPointer + 0x30, ascii).AtVirtual(StackPointer - 0x10, ascii);
        dump.AtVirtual(Stopped - 0x10, ascii).AtVirtual(Stopped + 0x10, utf16);

        // A chain with one entry, SMBIOS (FORMAT.md, 6).
        dump.Append(Convert.FromHexString("44756d70426c6f6210000000614a00f0" + "20000000" + "8f005cbc3a1ed744988d86f6884c6758" + "10000000" + "00000000" + "00000000"));
        dump.Append(ascii);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        dump.Write(path);
        using KernelDump written = KernelDump.Open(path);
        Assert.Equal(("l", 16L), (written.UserModules[1].Name![^1..], Assert.Single(written.SecondaryData).Size));
        return path;
    }

    /// <summary>How the mark can be written.</summary>
    private static IEnumerable<(string Name, string Text)> Forms()
    {
        byte[] ascii = Encoding.ASCII.GetBytes(Mark), utf16 = Encoding.Unicode.GetBytes(Mark)[..^1];
        yield return ("text", Mark);
        yield return ("UTF-16 as text", Encoding.ASCII.GetString(utf16));
        yield return ("bytes", Convert.ToHexString(ascii));
        yield return ("bytes of UTF-16", Convert.ToHexString(utf16));
        yield return ("number of 64 bits or more", Convert.ToHexString([.. ascii.Reverse()]));
        yield return ("number of UTF-16", Convert.ToHexString([.. utf16.Reverse()])[..16]);
    }

    /// <summary>Whether a form is in a report, in the pictures of it too, whatever separates the digits.</summary>
    private static bool Occurs(string form, string report)
    {
        IEnumerable<string> pictures = Picture().Matches(report).Select(match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)));
        return pictures.Append(report).Any(text =>
            text.Contains(form, StringComparison.OrdinalIgnoreCase) || Separators().Replace(text, "").Contains(form, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex("data:image/svg\\+xml;base64,([A-Za-z0-9+/=]{99,})")]
    private static partial Regex Picture();

    [GeneratedRegex("[ `,-]|0x|</?[bu]>")]
    private static partial Regex Separators();
}
