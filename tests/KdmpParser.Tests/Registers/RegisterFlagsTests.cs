using System.Globalization;
using System.Numerics;

namespace KdmpParser.Tests;

public class RegisterFlagsTests
{
    [Theory]
    [InlineData(0x00000246u, "Parity, Zero, InterruptEnable")]
    [InlineData(0x00050246u, "Parity, Zero, InterruptEnable, Resume, AlignmentCheck")]
    [InlineData(0x00040286u, "Parity, Sign, InterruptEnable, AlignmentCheck")]
    [InlineData(0x00003d13u, "Carry, AuxiliaryCarry, Trap, Direction, Overflow")]
    [InlineData(0x00000002u, "None")]
    public void Flags_of_RFLAGS_are_named_without_the_bit_that_is_always_set_and_the_privilege_level(uint eflags, string names) =>
        Assert.Equal(names, new Amd64Context { EFlags = eflags }.Flags.ToString());

    [Theory]
    [InlineData(0x0246u, 0)]
    [InlineData(0x1246u, 1)]
    [InlineData(0x2246u, 2)]
    [InlineData(0xf246u, 3)]
    public void The_IO_privilege_level_is_a_number(uint eflags, int level) =>
        Assert.Equal(level, new Amd64Context { EFlags = eflags }.IoPrivilegeLevel);

    [Fact]
    public void A_bit_of_RFLAGS_without_a_name_is_kept() => Assert.Equal((RFlags)0x8000_0001, new Amd64Context { EFlags = 0x8000_0003 }.Flags);

    [Theory]
    [InlineData(0x1f80u, "InvalidOperationMask, DenormalMask, DivideByZeroMask, OverflowMask, UnderflowMask, PrecisionMask", RoundingControl.Nearest)]
    [InlineData(0x2000u, "None", RoundingControl.Down)]
    [InlineData(0x4001u, "InvalidOperation", RoundingControl.Up)]
    [InlineData(0xe07eu, "Denormal, DivideByZero, Overflow, Underflow, Precision, DenormalsAreZero, FlushToZero", RoundingControl.TowardZero)]
    public void Flags_and_rounding_of_MXCSR_are_told_apart(uint mxcsr, string names, RoundingControl rounding)
    {
        var context = new Amd64Context { MxCsr = mxcsr };
        Assert.Equal(names, context.MxCsrFlags.ToString());
        Assert.Equal(rounding, context.MxCsrRounding);
    }

    [Theory]
    [InlineData(0x80000144u, "FastInterruptMask, SystemErrorMask, Negative", 1)]
    [InlineData(0x60000345u, "StackPointerSelect, FastInterruptMask, SystemErrorMask, DebugMask, Carry, Zero", 1)]
    [InlineData(0x10000080u, "InterruptMask, Overflow", 0)]
    [InlineData(0x00000c08u, "None", 2)] // a branch type, which is no flag
    public void Flags_and_exception_level_of_PSTATE_are_told_apart(uint cpsr, string names, int level)
    {
        var context = new Arm64Context { Cpsr = cpsr };
        Assert.Equal(names, context.Flags.ToString());
        Assert.Equal(level, context.ExceptionLevel);
    }

    [Theory]
    [InlineData(typeof(RFlags), "0 2 4 6 7 8 9 10 11 14 16 17 18 19 20 21")]
    [InlineData(typeof(MxCsrFlags), "0 1 2 3 4 5 6 7 8 9 10 11 12 15")]
    [InlineData(typeof(Cr0Flags), "0 1 2 3 4 5 16 18 29 30 31")]
    [InlineData(typeof(Cr4Flags), "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 16 17 18 19 20 21 22 23 24 25 27 28 32")]
    [InlineData(typeof(PstateFlags), "0 4 6 7 8 9 12 13 20 21 22 23 24 25 28 29 30 31")]
    public void Every_flag_is_one_bit(Type type, string bits)
    {
        ulong[] values = [.. Enum.GetValues(type).Cast<object>().Select(value => Convert.ToUInt64(value, CultureInfo.InvariantCulture)).Where(value => value != 0)];
        Assert.All(values, value => Assert.True(BitOperations.IsPow2(value)));
        Assert.Equal(bits, string.Join(' ', values.Select(BitOperations.Log2).Order()));
    }

    [Theory]
    [InlineData(0x80050033UL, "ProtectionEnable, MonitorCoprocessor, ExtensionType, NumericError, WriteProtect, AlignmentMask, Paging")]
    [InlineData(0x6000000cUL, "Emulation, TaskSwitched, NotWriteThrough, CacheDisable")]
    public void Flags_of_CR0_have_the_names_of_their_bits(ulong cr0, string names) => Assert.Equal(names, ((Cr0Flags)cr0).ToString());

    [Theory]
    [InlineData(5, Cr4Flags.PhysicalAddressExtension)]
    [InlineData(7, Cr4Flags.PageGlobalEnable)]
    [InlineData(12, Cr4Flags.LinearAddresses57)]
    [InlineData(16, Cr4Flags.FsGsBase)]
    [InlineData(17, Cr4Flags.ProcessContextIdentifiers)]
    [InlineData(18, Cr4Flags.XSave)]
    [InlineData(20, Cr4Flags.SupervisorExecutionPrevention)]
    [InlineData(21, Cr4Flags.SupervisorAccessPrevention)]
    [InlineData(23, Cr4Flags.ControlFlowEnforcement)]
    [InlineData(32, Cr4Flags.FlexibleReturnAndEventDelivery)]
    public void Flags_of_CR4_have_the_bits_of_the_manual(int bit, Cr4Flags flag) => Assert.Equal(1UL << bit, (ulong)flag);
}
