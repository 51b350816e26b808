namespace KdmpParser.Tests;

public class CodeTableTests
{
    public static TheoryData<string, int> Tables => new()
    {
        { "BugCheckNames.tsv", 1 },
        { "BugCheckParameters.tsv", 4 },
        { "NtStatusNames.tsv", 1 },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Codes_stand_in_order_each_once_with_all_their_fields(string table, int fields)
    {
        (uint Code, string[] Fields)[] rows = [.. new CodeTable(table).Rows];
        Assert.Equal(rows.Select(row => row.Code).Distinct().Order(), rows.Select(row => row.Code));
        Assert.All(rows, row => Assert.Equal(fields, row.Fields.Length));
        Assert.All(rows, row => Assert.All(row.Fields, field => Assert.Equal(field.Trim(), field)));
    }

    [Fact]
    public void The_parameters_of_at_least_150_codes_have_meanings() =>
        Assert.True(new CodeTable("BugCheckParameters.tsv").Rows.Count() >= 150);

    [Fact]
    public void Every_code_whose_parameters_have_meanings_has_a_name() =>
        Assert.All(new CodeTable("BugCheckParameters.tsv").Rows, row => Assert.NotNull(BugCheckNames.Find(row.Code)));

    [Fact]
    public void No_code_is_listed_only_to_say_that_its_parameters_are_reserved() =>
        Assert.All(new CodeTable("BugCheckParameters.tsv").Rows, row => Assert.Contains(row.Fields, field => field is not ("-" or "Reserved")));

    [Fact]
    public void A_meaning_fits_on_a_line() =>
        Assert.All(new CodeTable("BugCheckParameters.tsv").Rows, row => Assert.All(row.Fields, field => Assert.InRange(field.Length, 1, 110)));
}
