using KdmpInteractive.Formatting;
using KdmpInteractive.Views;
using KdmpParser;
using Microsoft.DotNet.Interactive.Formatting;

namespace KdmpInteractive.Tests;

public class FormatterTests : IDisposable
{
    /// <summary>Integer and control registers, and nothing else.</summary>
    private static readonly Amd64Context s_general = new()
    {
        Rax = 3,
        Rbx = 0xfffff8050f4e9f70,
        Rcx = 1,
        Rdx = 0,
        Rsi = 0,
        Rdi = 0,
        Rbp = 0,
        R8 = 0,
        R9 = 0,
        R10 = 0,
        R11 = 0,
        R12 = 0,
        R13 = 0,
        R14 = 0,
        R15 = 0,
        Rip = 0xfffff8050f4e9f70,
        Rsp = 8,
        EFlags = 0x40246,
        SegCs = 0x10,
        SegSs = 0x18,
    };

    private readonly KernelDump _sample = KdmpSample.Open();

    public FormatterTests() => KdmpFormatters.Register();

    public static TheoryData<string> Shown => ["dump", "header", "bug check", "context", "exception", "memory", "translation", "physical memory",
        "kernel modules", "unloaded drivers", "processes", "processors", "image", "secondary data"];

    public void Dispose()
    {
        _sample.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void Html_is_preferred_has_one_root_and_neither_scripts_nor_addresses_to_fetch_from(string what)
    {
        object value = Value(what);
        Assert.Equal("text/html", Formatter.GetPreferredMimeTypesFor(value.GetType()).First());
        string html = value.ToDisplayString("text/html");
        Assert.StartsWith("<figure class=\"kdmp\">", html, StringComparison.Ordinal);
        Assert.EndsWith("</figure>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void The_formatters_say_what_the_views_say_without_a_formatting_library(string what)
    {
        object value = Value(what);
        Assert.True(ShownTypes.TryGetView(value, out Rendering.View? view));
        Assert.Equal(view.ToHtml(), value.ToDisplayString("text/html"));
        Assert.Equal(view.ToText(), value.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Registers_are_laid_out_as_windbg_lays_them_out()
    {
        Amd64Context context = s_general with { SegDs = 0x2b, SegEs = 0x2b, SegFs = 0x53, SegGs = 0x2b };
        string[] lines = context.ToDisplayString("text/plain").Split('\n');
        Assert.Equal("rax=0000000000000003 rbx=fffff8050f4e9f70 rcx=0000000000000001", lines[1]);
        Assert.Equal(" r8=0000000000000000  r9=0000000000000000 r10=0000000000000000", lines[4]);
        Assert.Equal("iopl=0         nv up ei pl zr na pe nc", lines[7]);
        Assert.Equal(" cs=0010  ss=0018  ds=002b  es=002b  fs=0053  gs=002b efl=00040246", lines[8]);
    }

    [Fact]
    public void Parts_that_were_not_captured_are_named_in_one_line() => Assert.Equal(
        """
        x64 context record (as saved at the bug check)
        rax=0000000000000003 rbx=fffff8050f4e9f70 rcx=0000000000000001
        rdx=0000000000000000 rsi=0000000000000000 rdi=0000000000000000
        rip=fffff8050f4e9f70 rsp=0000000000000008 rbp=0000000000000000
         r8=0000000000000000  r9=0000000000000000 r10=0000000000000000
        r11=0000000000000000 r12=0000000000000000 r13=0000000000000000
        r14=0000000000000000 r15=0000000000000000
        iopl=0         nv up ei pl zr na pe nc
         cs=0010  ss=0018 efl=00040246
        Not captured: segment registers, debug registers, vector and floating-point registers.

        """,
        (s_general with { Kind = ContextKind.BugCheck }).ToDisplayString("text/plain"));

    [Fact]
    public void A_context_of_which_nothing_was_captured_is_one_line() => Assert.Equal(
        """
        ARM64 context record (from the dump header)
        Not captured: control registers, integer registers, debug registers, vector registers.

        """,
        new Arm64Context().ToDisplayString("text/plain"));

    [Fact]
    public void A_register_that_is_missing_among_others_is_question_marks() =>
        Assert.Contains("\nrax=???????????????? rbx=fffff8050f4e9f70 ", (s_general with { Rax = null }).ToDisplayString("text/plain"), StringComparison.Ordinal);

    [Fact]
    public void Flags_of_ARM64_are_in_one_line_with_the_exception_level()
    {
        string text = new Arm64Context { Pc = 0x1234, Cpsr = 0x60000345 }.ToDisplayString("text/plain");
        Assert.Contains("\n-ZC- EL1\ncpsr=60000345\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Which_context_it_is_stands_above_the_registers() =>
        Assert.StartsWith("x64 context record (from the dump header)\n", _sample.Context.ToDisplayString("text/plain"), StringComparison.Ordinal);

    [Fact]
    public void Memory_is_laid_out_as_windbg_lays_it_out_and_rows_that_repeat_are_counted()
    {
        byte[] bytes = [.. "Synthetic sample"u8, .. new byte[64], .. "\u0001\u007fend"u8];
        var memory = new MemoryView(0xfffff805_2a340000, IsPhysical: false, bytes.Length, [.. bytes], null);
        Assert.Equal(
            """
            Virtual memory at fffff805`2a340000, 85 of 85 bytes
            fffff805`2a340000  53 79 6e 74 68 65 74 69-63 20 73 61 6d 70 6c 65  Synthetic sample
            fffff805`2a340010  00 00 00 00 00 00 00 00-00 00 00 00 00 00 00 00  ................
            *                  (the same 3 times more)
            fffff805`2a340050  01 7f 65 6e 64                                   ..end

            """,
            memory.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Memory_that_ends_early_says_where_and_why()
    {
        var failure = new MemoryFailure(MemoryFailureReason.NotPresent, 0x7ff6_00001000, PageTableLevel.Pde);
        var memory = new MemoryView(0x7ff6_00000ffe, IsPhysical: false, 16, [1, 2], failure);
        Assert.Contains("00007ff6`00001000 cannot be read: not present at PDE.", memory.ToDisplayString("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_recorded_is_called_so_and_no_number()
    {
        var header = new DumpHeader { Type = DumpType.Full, Machine = MachineType.X64, MajorVersion = 15, Build = 19041 };
        string text = header.ToDisplayString("text/plain");
        Assert.Contains("BootId: not recorded", text, StringComparison.Ordinal);
        Assert.DoesNotContain("45474150", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bug_check_says_what_each_parameter_means()
    {
        var bugCheck = new BugCheck(0xd1, 0x18, 2, 0, null);
        Assert.Equal(
            """
            Bug check 0xd1 DRIVER_IRQL_NOT_LESS_OR_EQUAL
            Parameter  Value             Meaning
                    1  0000000000000018  Virtual address that was accessed
                    2  0000000000000002  IRQL at the time
                    3  0000000000000000  Access: 0 read, 1 write, 2 or 8 execute
                    4  not recorded      Address of the instruction that made the access

            """,
            bugCheck.ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_bug_check_that_is_not_public_says_that_its_parameters_are_not_documented() =>
        Assert.Contains("1  0000000000000001  not documented\n", new BugCheck(0x0bad0bad, 1, 2, 3, 4).ToDisplayString("text/plain"), StringComparison.Ordinal);

    private object Value(string what) => what switch
    {
        "dump" => _sample,
        "header" => _sample.Header,
        "bug check" => _sample.BugCheck!,
        "context" => _sample.Context!,
        "exception" => _sample.Exception!,
        "memory" => _sample.PhysicalMemory!.View(0x1000),
        "translation" => _sample.VirtualMemory.Translate(_sample.Context!.InstructionPointer!.Value),
        "physical memory" => _sample.PhysicalMemory!,
        "kernel modules" => _sample.KernelModules,
        "unloaded drivers" => _sample.UnloadedDrivers,
        "processes" => _sample.Processes,
        "processors" => _sample.Processors,
        "image" => _sample.ReadImage(_sample.KernelModules[1]),
        _ => _sample.SecondaryData,
    };
}
