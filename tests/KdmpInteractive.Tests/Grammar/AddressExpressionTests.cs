using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using KdmpParser;

namespace KdmpInteractive.Tests;

public class AddressExpressionTests
{
    [Theory]
    [InlineData("0x1000", 0x1000)]
    [InlineData("0X1000", 0x1000)]
    [InlineData("1000h", 0x1000)]
    [InlineData("1000", 0x1000)]
    [InlineData("fffff805`108776a0", 0xfffff805108776a0)]
    [InlineData("0xfffff805`108776a0", 0xfffff805108776a0)]
    [InlineData("FFFFFFFFFFFFFFFF", ulong.MaxValue)]
    public void Every_form_is_hexadecimal(string text, ulong address) => Assert.Equal(address, AddressExpression.Evaluate(text, null));

    /// <summary>The sample's modules and registers, as <c>KdmpSample</c> documents them.</summary>
    [Theory]
    [InlineData("rip", 0xfffff8052a341234)]
    [InlineData("RIP", 0xfffff8052a341234)]
    [InlineData("@rip", 0xfffff8052a341234)]
    [InlineData("kdmpdemo.sys", 0xfffff8052a340000)]
    [InlineData("kdmpdemo", 0xfffff8052a340000)]
    [InlineData("kdmpdemo+0x1234", 0xfffff8052a341234)]
    [InlineData("kdmpdemo.sys + 1234h", 0xfffff8052a341234)]
    [InlineData("rip-234", 0xfffff8052a341000)]
    [InlineData("kdmpdemo+1000+200+34", 0xfffff8052a341234)]
    [InlineData("1000-0x1", 0xfff)]
    [InlineData("0-1", ulong.MaxValue)]
    public void A_register_a_module_and_a_distance_from_one_are_addresses(string text, ulong address)
    {
        using KernelDump sample = KdmpSample.Open();
        Assert.Equal(address, AddressExpression.Evaluate(text, sample));
    }

    [Fact]
    public void Nt_is_the_kernel_whatever_its_file_is_called()
    {
        using KernelDump sample = KdmpSample.Open();
        Assert.Equal(sample.KernelModules[0].Base.Value, AddressExpression.Evaluate("nt", sample));
        Assert.NotEqual("nt", Path.GetFileNameWithoutExtension(sample.KernelModules[0].Name));
    }

    [Theory]
    [InlineData("kdmpdmo", "Did you mean 'kdmpdemo'?")]
    [InlineData("kdmpdemo.syss+10", "Did you mean 'kdmpdemo.sys'?")]
    [InlineData("rspp", "Did you mean 'rsp'?")]
    [InlineData("xmm0", "xmm0 has 128 bits, too many for an address.")]
    [InlineData("rip+rsp", "'rip+rsp' is not an address")]
    [InlineData("+10", "'+10' is not an address")]
    [InlineData("rip+", "'rip+' is not an address")]
    public void A_name_that_is_none_is_answered_with_the_nearest(string text, string answer)
    {
        using KernelDump sample = KdmpSample.Open();
        Assert.Contains(answer, Assert.Throws<CommandException>(() => AddressExpression.Evaluate(text, sample)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_sum_takes_no_stack() =>
        Assert.Equal(0x1000UL + 20_000, AddressExpression.Evaluate("1000" + string.Concat(Enumerable.Repeat("+1", 20_000)), null));

    [Fact]
    public void A_closed_dump_offers_no_names()
    {
        using var session = new KdmpSession();
        session.Add("dump", KdmpSample.Open());
        CommandParameter address = CommandTable.Find("read", CommandPlaces.Notebook).Parameters[0];
        Assert.Contains("kdmpdemo", address.Choices!(session));
        session.Get(null).Dump.Dispose();
        Assert.Empty(address.Choices!(session));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rip")]
    [InlineData("0x")]
    [InlineData("-1")]
    [InlineData("1ffffffffffffffff")]
    [InlineData("10 00")]
    public void What_is_no_address_is_refused_with_the_right_forms(string text) =>
        Assert.Contains("fffff805`108776a0", Assert.Throws<CommandException>(() => AddressExpression.Evaluate(text, null)).Message, StringComparison.Ordinal);
}
