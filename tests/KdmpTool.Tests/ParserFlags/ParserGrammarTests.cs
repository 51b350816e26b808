using KdmpInteractive.Commands;
using KdmpParser;
using KdmpTool.ParserFlags;

namespace KdmpTool.Tests.ParserFlags;

public class ParserGrammarTests
{
    private static readonly ParserLine s_dump = new() { Dump = "x.dmp" };

    [Theory]
    [InlineData("-p x.dmp", null)]
    [InlineData("x.dmp -p", null)]
    [InlineData("-p -- x.dmp", null)]
    [InlineData("-p=4096 x.dmp", 0x1000UL)]
    [InlineData("-p4096 x.dmp", 0x1000UL)]
    [InlineData("-p 0x1000 x.dmp", 0x1000UL)]
    [InlineData("x.dmp -p 0x1000", 0x1000UL)]
    [InlineData("-p 0x1000 -- x.dmp", 0x1000UL)]
    [InlineData("-p 4096 x.dmp", 0x1000UL)]
    [InlineData("-p 00001000 x.dmp", 0x1000UL)]
    [InlineData("-p 1000h x.dmp", 0x1000UL)]
    [InlineData("-p beef x.dmp", 0xbeefUL)]
    [InlineData("-p fffff805`108776a0 x.dmp", 0xfffff805108776a0UL)]
    [InlineData("-p 0 x.dmp", 0UL)]
    public void An_address_is_told_from_the_dump(string line, ulong? page) => Assert.Equal(s_dump with { ShowsPages = true, Page = page }, Read(line));

    [Fact]
    public void A_flag_is_no_address() => Assert.Equal(s_dump with { ShowsPages = true, ShowsContext = true }, Read("-p -c x.dmp"));

    [Fact]
    public void A_value_of_another_flag_is_no_dump() => Assert.Equal(s_dump with { ShowsMemory = true, Length = 64 }, Read("-m x.dmp --len 64"));

    [Theory]
    [InlineData("-ce x.dmp")]
    [InlineData("-e -c x.dmp")]
    [InlineData("-c x.dmp -e")]
    [InlineData("--context-record --exception-record -- x.dmp")]
    public void Short_flags_combine_and_long_ones_are_the_same(string line) => Assert.Equal(s_dump with { ShowsContext = true, ShowsException = true }, Read(line));

    [Theory]
    [InlineData("-cp 0x1000 x.dmp", 0x1000UL)]
    [InlineData("-pc x.dmp", null)]
    public void The_last_of_combined_flags_takes_the_value(string line, ulong? page) =>
        Assert.Equal(s_dump with { ShowsContext = true, ShowsPages = true, Page = page }, Read(line));

    [Theory]
    [InlineData("--mem 1000 --len 16 --dtb 1ad000 --reader file --virt --modules -- x.dmp")]
    [InlineData("--mem=0x1000 --len=16 --dtb=0x1ad000 --reader=file --virt --modules x.dmp")]
    [InlineData("x.dmp --modules --virt -rfile --dtb 1ad000h --len 16 -m0x1000")]
    public void The_flags_of_the_rust_tool_take_values_in_either_form(string line) => Assert.Equal(
        s_dump with { ShowsMemory = true, Memory = 0x1000, Length = 16, DirectoryTableBase = 0x1ad000, Access = DumpAccess.Stream, IsVirtual = true, ShowsModules = true },
        Read(line));

    [Fact]
    public void A_dump_behind_two_dashes_may_look_like_a_flag() => Assert.Equal(s_dump with { Dump = "-c", ShowsException = true }, Read("-e -- -c"));

    [Theory]
    [InlineData("-c", "No dump is given.")]
    [InlineData("-z x.dmp", "There is no flag '-z'.")]
    [InlineData("--modlues x.dmp", "There is no flag '--modlues'. Did you mean '--modules'?")]
    [InlineData("-c x.dmp y.dmp", "'x.dmp' and 'y.dmp' cannot both be the dump.")]
    [InlineData("-p 0xzz x.dmp", "'0xzz' is not an address; write it as 0x1000, 1000h, fffff805`108776a0 or plain hex.")]
    [InlineData("-p 18446744073709551616 x.dmp", "'18446744073709551616' is not an address; write it as 0x1000, 1000h, fffff805`108776a0 or plain hex.")]
    [InlineData("--len 0x10 x.dmp", "'0x10' is not a number of bytes.")]
    [InlineData("x.dmp --len", "--len needs a value: --len N.")]
    [InlineData("x.dmp --len -c", "--len needs a value: --len N.")]
    [InlineData("--virt=1 x.dmp", "--virt takes no value.")]
    [InlineData("-r tape x.dmp", "'tape' is no way to read a file; the ways are mmap and file.")]
    [InlineData("-m --virt x.dmp", "--virt needs an address: --mem ADDRESS.")]
    public void What_is_wrong_is_one_sentence(string line, string message)
    {
        CommandException e = Assert.Throws<CommandException>(() => Read(line));
        Assert.Equal((message, true), (e.Message, e.IsUsage));
    }

    private static ParserLine Read(string line) => ParserGrammar.Read(line.Split(' '));
}
