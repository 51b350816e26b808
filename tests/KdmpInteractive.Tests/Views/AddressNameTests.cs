using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Tests;

public sealed class AddressNameTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();

    private LoadedModule Driver => _sample.KernelModules.Single(module => module.Name == "kdmpdemo.sys");

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void An_address_is_named_by_its_module_and_an_offset_in_hexadecimal()
    {
        Assert.Equal("kdmpdemo!KdmpDemoRead+0x34", AddressNames.Of(_sample, Driver.Base.Value + 0x1234));
        Assert.Equal("kdmpdemo.sys+0x0", AddressNames.Of(_sample, Driver.Base));
        Assert.Null(AddressNames.Of(_sample, Driver.Base.Value + Driver.Size));
        Assert.Null(AddressNames.Of(null, Driver.Base));
    }

    [Fact]
    public void The_lines_of_the_registers_stay_as_windbg_prints_them_and_names_follow()
    {
        Amd64Context context = new() { Rip = Driver.Base.Value + 0x10, Rsp = 8, R8 = Driver.Base.Value + 0x20, Rax = 1 };
        string text = ContextView.Of(context, [], _sample).ToText();
        Assert.StartsWith(ContextView.Of(context).ToText().Split("\nNot captured")[0], text, StringComparison.Ordinal);
        Assert.Contains("\nrip: kdmpdemo.sys+0x10\n r8: kdmpdemo.sys+0x20\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rax: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_html_the_name_stands_beside_the_value()
    {
        Amd64Context context = new() { Rip = Driver.Base.Value + 0x10 };
        string value = (Driver.Base.Value + 0x10).ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"<td>{value} <em>kdmpdemo.sys&#x2B;0x10</em></td>", ContextView.Of(context, [], _sample).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Registers_of_ARM64_are_named_too()
    {
        Arm64Context context = new() { Pc = Driver.Base.Value, Lr = Driver.Base.Value + 4 };
        Assert.Contains("\nlr: kdmpdemo.sys+0x4\npc: kdmpdemo.sys+0x0\n", ContextView.Of(context, [], _sample).ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x4d, 0xc000009a, true)] // parameter 4: "Latest error status of the modified page writer"
    [InlineData(0x4d, 0x102, false)] // STATUS_TIMEOUT, but no error
    [InlineData(0xd1, 0xc0000005, false)] // parameter 4 is an address
    public void A_number_that_happens_to_be_a_status_is_not_named_where_it_is_none(uint code, ulong parameter, bool named) =>
        Assert.Equal(named, BugCheckView.Of(new BugCheck(code, 0, 0, 0, parameter)).ToText().Contains("STATUS_", StringComparison.Ordinal));

    [Fact]
    public void The_address_of_an_exception_is_named_and_so_are_the_addresses_in_its_parameters()
    {
        var record = new ExceptionRecord
        {
            Code = 0xc0000005,
            Address = Driver.Base.Value + 0x1234,
            ParameterCount = 2,
            Information = [8, Driver.Base.Value + 0x8, .. new ulong?[13]],
        };
        string text = ExceptionRecordView.Of(record, [], _sample).ToText();
        Assert.Contains($"ExceptionAddress: {record.Address} kdmpdemo!KdmpDemoRead+0x34\n", text, StringComparison.Ordinal);
        Assert.Contains("kdmpdemo.sys+0x8\nAttempt to execute at address", text, StringComparison.Ordinal);
        Assert.DoesNotContain("kdmpdemo", ExceptionRecordView.Of(record).ToText(), StringComparison.Ordinal);
    }
}
