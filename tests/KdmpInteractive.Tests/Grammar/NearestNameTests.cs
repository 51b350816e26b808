using KdmpInteractive.Grammar;

namespace KdmpInteractive.Tests;

public class NearestNameTests
{
    private static readonly string[] s_known = ["open", "info", "translate", "processes", "processors", "--length", "--physical"];

    [Theory]
    [InlineData("trnaslate", "translate")]
    [InlineData("Translate", "translate")]
    [InlineData("translat", "translate")]
    [InlineData("opne", "open")]
    [InlineData("process", "processes")]
    [InlineData("--lenght", "--length")]
    [InlineData("inof", "info")]
    public void A_name_with_a_slip_is_recognised(string typed, string meant) => Assert.Equal(meant, NearestName.To(typed, s_known));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("memory.dmp")]
    [InlineData("--dtb")]
    [InlineData("opqr")]
    public void A_name_that_is_near_nothing_is_left_alone(string typed) => Assert.Null(NearestName.To(typed, s_known));

    [Fact]
    public void A_single_letter_is_not_near_another_one() => Assert.Null(NearestName.To("x", ["y"]));
}
