using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;

namespace KdmpInteractive.Tests;

public class DirectiveLineTests
{
    private static readonly Command s_open = CommandTable.Find("open", CommandPlaces.Notebook);
    private static readonly Command s_read = CommandTable.Find("read", CommandPlaces.Notebook);
    private static readonly Command s_translate = CommandTable.Find("translate", CommandPlaces.Notebook);

    [Theory]
    [InlineData("memory.dmp", "memory.dmp")]
    [InlineData("\"a b.dmp\"", "a b.dmp")]
    [InlineData("'a b.dmp'", "a b.dmp")]
    [InlineData("a  b.dmp", "a  b.dmp")]
    [InlineData("a b.dmp --name x", "a b.dmp")]
    [InlineData("--name x a b.dmp", "a b.dmp")]
    [InlineData(@"C:\dumps\new.dmp", @"C:\dumps\new.dmp")]
    [InlineData("it's.dmp", "it's.dmp")]
    [InlineData("//server/share/a.dmp", "//server/share/a.dmp")]
    [InlineData("a.dmp // the one of Monday", "a.dmp")]
    public void A_path_needs_quotes_only_when_something_else_could_be_meant(string line, string path) =>
        Assert.Equal(path, DirectiveLine.Parse(s_open, line).Text("PATH"));

    [Theory]
    [InlineData("a.dmp --name crash")]
    [InlineData("a.dmp --name=crash")]
    [InlineData("--name='crash' a.dmp")]
    [InlineData("--name \"crash\" a.dmp // comment --name other")]
    public void An_option_takes_its_value_in_either_form(string line) =>
        Assert.Equal("crash", DirectiveLine.Parse(s_open, line).Text("--name"));

    [Theory]
    [InlineData("--sample", "")]
    [InlineData("--sample --name x", "")]
    [InlineData("--sample 5", "5")]
    [InlineData("--sample=5 --name x", "5")]
    public void An_option_whose_value_is_optional_takes_the_next_word_that_is_no_option(string line, string value) =>
        Assert.Equal(value, DirectiveLine.Parse(s_open, line).Text("--sample"));

    [Fact]
    public void A_backtick_stays_in_an_address() =>
        Assert.Equal(0xfffff805108776a0, AddressExpression.Evaluate(DirectiveLine.Parse(s_read, "fffff805`108776a0").Text("ADDRESS")!, null));

    [Fact]
    public void A_positional_value_can_be_given_more_than_once_where_the_table_says_so() =>
        Assert.Equal(["0x1000", "2000h"], DirectiveLine.Parse(s_translate, "0x1000 --dtb 1ad000 2000h").Texts("ADDRESS"));

    [Theory]
    [InlineData("0x1000 --lenght 4", "read has no option --lenght. Did you mean '--length'?")]
    [InlineData("0x1000 0x2000", "'0x2000' is one value too many")]
    [InlineData("0x1000 --length", "--length needs a value")]
    [InlineData("0x1000 --length --physical", "--length needs a value")]
    [InlineData("0x1000 --physical=yes", "--physical takes no value")]
    [InlineData("0x1000 --length 4 --length 5", "--length is given twice")]
    [InlineData("\"0x1000", "is not closed")]
    [InlineData("", "read needs ADDRESS")]
    [InlineData("// 0x1000", "read needs ADDRESS")]
    [InlineData("//0x1000", "read needs ADDRESS")]
    public void Nothing_is_silently_ignored(string line, string complaint)
    {
        CommandException e = Assert.Throws<CommandException>(() => DirectiveLine.Parse(s_read, line));
        Assert.Contains(complaint, e.Message, StringComparison.Ordinal);
        Assert.True(e.IsUsage);
    }

    [Theory]
    [InlineData("#!kdmp", "help", "")]
    [InlineData("#!kdmp --help", "help", "")]
    [InlineData("#!kdmp // what now", "help", "")]
    [InlineData("#!kdmp read --help", "help", "read")]
    [InlineData("#!kdmp  open a.dmp", "open", " a.dmp")]
    public void A_line_without_a_command_or_with_help_asks_for_help(string line, string name, string arguments) =>
        Assert.Equal((name, arguments), DirectiveLine.Split(line));

    [Theory]
    [InlineData("Directive: #!kdmp open 'x y'", "open", "#!kdmp open 'x y'")]
    [InlineData("Directive: #!kdmp", "info", "#!kdmp info")]
    [InlineData("Directive: #!kdmp", "#!kdmp", "#!kdmp")]
    [InlineData("Directive: #!kdmp bogus a b", "#!kdmp", "#!kdmp bogus a b")]
    public void The_host_leaves_out_the_name_of_a_command_with_nothing_behind_it(string description, string registered, string line) =>
        Assert.Equal(line, DirectiveLine.FromHost(description, registered));
}
