using KdmpInteractive.Rendering;

namespace KdmpInteractive.Tests;

public class RowBudgetTests
{
    /// <summary>Of <c>&lt;tr&gt;&lt;td&gt;x&lt;/td&gt;&lt;/tr&gt;</c>.</summary>
    private const int Row = 19;

    private static readonly string[] s_row = ["x"];

    [Theory]
    [InlineData(2 * Row, 2)]
    [InlineData(2 * Row - 1, 1)]
    [InlineData(Row - 1, 0)]
    [InlineData(0, 0)]
    public void A_row_that_ends_where_the_room_does_is_shown(int characters, int shown)
    {
        DataTable table = Table(5);
        RowBudget.Share([table], characters);
        Assert.Equal(shown, table.Shown);
    }

    [Fact]
    public void What_a_short_table_leaves_goes_to_a_long_one_before_it()
    {
        (DataTable one, DataTable few) = (Table(100), Table(3));
        RowBudget.Share([one, few], 10 * Row);
        Assert.Equal((7, 3), (one.Shown, few.Shown));
    }

    private static DataTable Table(int rows) => new(["Name"], [.. Enumerable.Repeat(s_row, rows)]);
}
