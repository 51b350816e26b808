namespace KdmpParser.Tests;

public class PageRightsTests
{
    private const ulong NoExecute = 1UL << 63;

    public static TheoryData<ulong, ulong> EntriesOfEachLevel => new()
    {
        { MachineBytes.Pml4e, 0x2000 },
        { MachineBytes.Pdpte, 0x3000 },
        { MachineBytes.Pde, 0x4000 },
        { MachineBytes.Pte, 0x5000 },
    };

    [Fact]
    public void A_right_that_every_level_grants_is_granted() => AssertRights(new(), writable: true, user: true, executable: true);

    [Theory]
    [MemberData(nameof(EntriesOfEachLevel))]
    public void One_level_that_is_read_only_makes_the_page_read_only(ulong at, ulong target) =>
        AssertRights(new MachineBytes().Entry(at, target | 0b101), writable: false, user: true, executable: true);

    [Theory]
    [MemberData(nameof(EntriesOfEachLevel))]
    public void One_level_for_the_kernel_makes_the_page_the_kernels(ulong at, ulong target) =>
        AssertRights(new MachineBytes().Entry(at, target | 0b011), writable: true, user: false, executable: true);

    [Theory]
    [MemberData(nameof(EntriesOfEachLevel))]
    public void One_level_that_forbids_execution_forbids_it(ulong at, ulong target) =>
        AssertRights(new MachineBytes().Entry(at, target | 0b111 | NoExecute), writable: true, user: true, executable: false);

    [Fact]
    public void A_large_page_has_the_rights_of_the_levels_above_it_too() =>
        AssertRights(
            new MachineBytes().Entry(MachineBytes.Pdpte, 0x3003 | NoExecute).Entry(MachineBytes.Pde, 0x87),
            writable: true,
            user: false,
            executable: false);

    private static void AssertRights(MachineBytes machine, bool writable, bool user, bool executable)
    {
        using KernelDump dump = machine.Open();
        Translation translation = dump.VirtualMemory.Translate(MachineBytes.Mapped);
        Assert.Equal((writable, user, executable), (translation.Writable, translation.User, translation.Executable));
    }
}
