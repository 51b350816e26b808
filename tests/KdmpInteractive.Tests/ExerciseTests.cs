namespace KdmpInteractive.Tests;

public class ExerciseTests
{
    [Fact]
    public void An_address_written_as_an_int_is_an_answer()
    {
        Assert.Equal("Right.\n", Exercise.Check(0x1ad, 0x1adUL).ToText());
        Assert.Equal("Right.\n", Exercise.Check((ulong?)0x1ad, 0x1adUL).ToText());
    }

    [Fact]
    public void What_is_not_answered_is_not_wrong()
    {
        ulong? answer = null;
        string? name = null;
        Assert.StartsWith("Not answered yet", Exercise.Check(answer, 0x1adUL).ToText(), StringComparison.Ordinal);
        Assert.StartsWith("Not answered yet", Exercise.Check(name, "ntoskrnl.exe").ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NTOSKRNL.EXE ", "Right.\n")]
    [InlineData("ntoskrnl", "Not yet: that is another value.\n")]
    public void Names_are_compared_as_Windows_compares_them(string answer, string verdict) =>
        Assert.Equal(verdict, Exercise.Check(answer, "ntoskrnl.exe").ToText());

    [Fact]
    public void A_wrong_answer_does_not_tell_the_right_one() => Assert.Equal("Not yet: that is another value.\n", Exercise.Check(1, 2).ToText());
}
