using KdmpInteractive.Formatting;
using KdmpInteractive.Views;
using KdmpParser;
using Microsoft.DotNet.Interactive.Formatting;

namespace KdmpInteractive.Tests;

public class FormatterTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();

    public FormatterTests() => KdmpFormatters.Register();

    public static TheoryData<string> Shown => ["dump", "header", "bug check", "context", "exception", "memory", "translation", "physical memory"];

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
        var context = new Amd64Context { Rax = 3, Rbx = 0xfffff8050f4e9f70, Rcx = 1, EFlags = 0x40246, SegCs = 0x10, SegSs = 0x18 };
        string[] lines = context.ToDisplayString("text/plain").Split('\n');
        Assert.Equal("rax=0000000000000003 rbx=fffff8050f4e9f70 rcx=0000000000000001", lines[1]);
        Assert.Equal(" r8=0000000000000000  r9=0000000000000000 r10=0000000000000000", lines[4]);
        Assert.Equal("iopl=0         nv up ei pl zr na pe nc", lines[7]);
        Assert.StartsWith(" cs=0010  ss=0018  ds=0000", lines[8], StringComparison.Ordinal);
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
        "translation" => _sample.VirtualMemory.Translate(_sample.Context!.InstructionPointer),
        _ => _sample.PhysicalMemory!,
    };
}
