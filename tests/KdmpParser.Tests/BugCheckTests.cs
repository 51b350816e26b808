namespace KdmpParser.Tests;

public class BugCheckTests
{
    [Fact]
    public void A_documented_code_has_its_public_name() =>
        Assert.Equal("DRIVER_IRQL_NOT_LESS_OR_EQUAL", new BugCheck(0xd1, 0, 0, 0, 0).Name);

    [Fact]
    public void The_small_dump_variant_of_a_code_has_the_name_of_the_code_with_a_suffix() =>
        Assert.Equal("DRIVER_IRQL_NOT_LESS_OR_EQUAL_M", new BugCheck(0x100000d1, 0, 0, 0, 0).Name);

    [Fact]
    public void A_code_that_is_not_public_has_no_name() => Assert.Null(new BugCheck(0x0bad0bad, 0, 0, 0, 0).Name);
}
