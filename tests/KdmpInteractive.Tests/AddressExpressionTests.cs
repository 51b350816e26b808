using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;

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
