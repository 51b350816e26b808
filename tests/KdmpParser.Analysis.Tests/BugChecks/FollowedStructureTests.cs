using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Structures that parameters point to, written by hand at the offsets of wdm.h, ntddk.h and cper.h.</summary>
public class FollowedStructureTests
{
    private const ulong Irp = StoppedMachine.At;
    private const ulong Device = StoppedMachine.At + 0x1000;
    private const ulong Upper = StoppedMachine.At + 0x2000;
    private const ulong DriverObject = StoppedMachine.At + 0x3000;
    private const ulong Name = StoppedMachine.At + 0x4000;

    /// <summary>DRIVER_POWER_STATE_FAILURE: a power IRP at the second of two stack locations, of the device below.</summary>
    private static StoppedMachine BlockedIrp() => new StoppedMachine(0x9f, 3, Device, StoppedMachine.Unmapped, Irp).Write(memory =>
    {
        memory.Write(Irp, new byte[0xd0 + 2 * 0x48]).U16(Irp, 6).U16(Irp + 0x2, 0xd0 + 2 * 0x48).U8(Irp + 0x42, 2).U8(Irp + 0x43, 2).U32(Irp + 0x30, 0xc00000bb);
        ulong location = Irp + 0xd0 + 0x48;
        memory.U64(Irp + 0xb8, location).U8(location, 0x16).U8(location + 1, 2).U32(location + 0x10, 1).U32(location + 0x18, 4).U64(location + 0x28, Device);
        DeviceStack(memory);
    });

    private static void DeviceStack(KernelBytes memory)
    {
        memory.Write(Device, new byte[0x150]).U16(Device, 3).U16(Device + 2, 0x1b0).U64(Device + 8, DriverObject).U64(Device + 0x18, Upper).U8(Device + 0x4c, 2);
        memory.Write(Upper, new byte[0x150]).U16(Upper, 3).U16(Upper + 2, 0x150).U64(Upper + 8, DriverObject);
        memory.Write(DriverObject, new byte[0x150]).U16(DriverObject, 4).U16(DriverObject + 2, 0x150).U64(DriverObject + 0x18, StoppedMachine.Driver).U32(DriverObject + 0x20, 0x10000)
            .UnicodeString(DriverObject + 0x38, @"\Driver\disk", Name);
    }

    private static FollowedStructure Structure(StoppedMachine machine, int parameter) => machine.Explain().Parameters[parameter - 1].Structure!;

    private static string Value(FollowedStructure structure, string field) => structure.Facts.Single(fact => fact.Name == field).Value;

    [Fact]
    public void A_blocked_IRP_leads_to_its_device_and_the_driver_of_that()
    {
        BugCheckParameter parameter = BlockedIrp().Explain().Parameters[3];
        Assert.Equal(@"IRP_MJ_POWER, IRP_MN_SET_POWER, device power state D3, at a device of \Driver\disk (disk.sys)", parameter.Interpretation);
        Assert.Equal(Certainty.Likely, parameter.Certainty);
        Assert.Contains("a driver that it names is where the request or the device belongs", parameter.Evidence, StringComparison.Ordinal);

        FollowedStructure irp = parameter.Structure!, location = irp.Linked[0], device = location.Linked[0], driver = device.Linked[0];
        Assert.Equal(["IRP", "IO_STACK_LOCATION", "DEVICE_OBJECT", "DRIVER_OBJECT"], new[] { irp, location, device, driver }.Select(structure => structure.Name));
        Assert.Equal(Irp + 0xd0 + 0x48, location.Address.Value);
        Assert.Equal("0xc00000bb STATUS_NOT_SUPPORTED", Value(irp, "IoStatus.Status"));
        Assert.Equal("2", Value(irp, "CurrentLocation"));
        Assert.Equal(new VirtualAddress(Irp + 0x43), irp.Facts.Single(fact => fact.Name == "CurrentLocation").Address);
        Assert.Equal("0x16 IRP_MJ_POWER", Value(location, "MajorFunction"));
        Assert.Equal(@"\Driver\disk", Value(driver, "DriverName"));
        Assert.Equal("fffff804`50000000 disk.sys+0x0", Value(driver, "DriverStart"));
    }

    [Fact]
    public void A_physical_device_object_shows_the_devices_on_top_of_it()
    {
        FollowedStructure device = Structure(BlockedIrp(), 2);
        Assert.Equal(@"\Driver\disk (disk.sys)", device.Summary);
        Assert.Equal([new(DriverObject), new(Upper)], device.Linked.Select(linked => linked.Address));
        Assert.All(device.Linked, linked => Assert.Null(linked.Failure));
    }

    [Fact]
    public void A_stack_of_devices_that_leads_back_ends()
    {
        FollowedStructure device = Structure(BlockedIrp().Write(memory => memory.U64(Upper + 0x18, Device)), 2);
        Assert.Equal(KernelDataFailureReason.Cycle, device.Linked[^1].Failure!.Reason);
        Assert.Equal(3, device.Linked.Length);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, KernelDataFailureReason.LimitExceeded)]
    public void A_stack_of_devices_may_have_as_many_as_the_limit(int limit, KernelDataFailureReason? reason)
    {
        FollowedStructure device = BlockedIrp().Explain(new() { DeviceStack = limit }).Parameters[1].Structure!;
        Assert.Equal(reason, device.Linked[^1].Failure?.Reason);
    }

    // Type; Size without room for two locations; CurrentLocation past them.
    [Theory]
    [InlineData(0x00, 0x08, "this is no IRP: Type is 0x8, not 6 (IO_TYPE_IRP)")]
    [InlineData(0x03, 0x00, "this is no IRP: Size 0x60 has no room for 2 stack locations")]
    [InlineData(0x42, 0x03, "this is no IRP: Size 0x160 has no room for 3 stack locations")]
    [InlineData(0x42, 0x80, "this is no IRP: Size 0x160 has no room for 128 stack locations")]
    [InlineData(0x43, 0x05, "this is no IRP: CurrentLocation is 5, and there are 2 stack locations")]
    public void What_is_no_IRP_is_not_shown_as_one(int offset, byte value, string message)
    {
        BugCheckParameter parameter = BlockedIrp().Write(memory => memory.U8(Irp + (ulong)offset, value)).Explain().Parameters[3];
        Assert.Equal((message, message), (parameter.Structure!.Failure!.Message, parameter.Interpretation));
        Assert.Empty(parameter.Structure.Facts);
        Assert.Equal(KernelDataFailureReason.CheckFailed, parameter.Structure.Failure.Reason);
    }

    [Theory]
    [InlineData(0xff, "no stack location is left")]
    [InlineData(0x00, "no stack location is left")]
    [InlineData(0x03, "no driver has it yet")]
    [InlineData(0x04, "all drivers are done with it")]
    public void An_IRP_that_no_driver_has_says_so(byte current, string summary) =>
        Assert.Equal(summary, Structure(BlockedIrp().Write(memory => memory.U8(Irp + 0x43, current)), 4).Summary);

    [Fact]
    public void An_IRP_that_is_not_captured_has_the_reason()
    {
        BugCheckParameter parameter = StoppedMachine.Parameter(1, 0x44, StoppedMachine.Unmapped);
        Assert.Equal(KernelDataFailureReason.Unreadable, parameter.Structure!.Failure!.Reason);
        Assert.Equal("not captured: not present at PDPTE (the entry is zero: never used)", parameter.Interpretation);
    }

    [Theory]
    [InlineData(Device, 4, "this is no DEVICE_OBJECT: Type is 0x4, not 3 (IO_TYPE_DEVICE)")]
    [InlineData(Device + 2, 0x40, "this is no DEVICE_OBJECT: Size is 0x40, less than 0x150")]
    public void What_is_no_device_object_is_not_shown_as_one(ulong address, ushort value, string message) =>
        Assert.Equal(message, Structure(BlockedIrp().Write(memory => memory.U16(address, value)), 2).Failure!.Message);

    [Theory]
    [InlineData(DriverObject, 3, "this is no DRIVER_OBJECT: Type is 0x3, not 4 (IO_TYPE_DRIVER)")]
    [InlineData(DriverObject + 2, 0x140, "this is no DRIVER_OBJECT: Size is 0x140, not 0x150")]
    public void What_is_no_driver_object_is_not_shown_as_one(ulong address, ushort value, string message) =>
        Assert.Equal(message, Structure(BlockedIrp().Write(memory => memory.U16(address, value)), 2).Linked[0].Failure!.Message);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_boot_device_is_a_device_object_or_a_name(bool isDevice)
    {
        StoppedMachine machine = new StoppedMachine(0x7b, isDevice ? Device : DriverObject + 0x38).Write(DeviceStack);
        BugCheckParameter parameter = machine.Explain().Parameters[0];
        Assert.Equal(isDevice ? ("DEVICE_OBJECT", @"\Driver\disk (disk.sys)") : ("UNICODE_STRING", @"\Driver\disk"), (parameter.Structure!.Name, parameter.Interpretation));
    }

    [Theory]
    [InlineData(3, 4, "Length 0x3 and MaximumLength 0x4 do not fit")]
    [InlineData(8, 4, "Length 0x8 and MaximumLength 0x4 do not fit")]
    public void A_string_whose_lengths_do_not_fit_is_none(ushort length, ushort maximum, string why)
    {
        var machine = new StoppedMachine(0xd8, Name, 1, 2, 3);
        machine.Write(memory => memory.UnicodeString(Name, "ab", Name + 0x100).U16(Name, length).U16(Name + 2, maximum));
        Assert.Equal($"this is no UNICODE_STRING: {why}", Structure(machine, 1).Failure!.Message);
    }

    [Fact]
    public void A_string_without_its_text_has_the_reason()
    {
        StoppedMachine machine = new StoppedMachine(0xd8, Name).Write(memory => memory.U16(Name, 4).U16(Name + 2, 4).U64(Name + 8, StoppedMachine.Unmapped));
        Assert.StartsWith("this is no UNICODE_STRING: its text cannot be read: not present", Structure(machine, 1).Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UNICODE_STRING")]
    [InlineData("wide")]
    [InlineData("narrow")]
    public void The_name_of_a_driver_comes_in_three_forms(string form)
    {
        StoppedMachine machine = new StoppedMachine(0xea, 0, 0, Name, 1).Write(memory => _ = form switch
        {
            "UNICODE_STRING" => memory.UnicodeString(Name, "gpu.sys", Name + 0x100),
            "wide" => memory.Write(Name, System.Text.Encoding.Unicode.GetBytes("gpu.sys\0")),
            _ => memory.Ascii(Name, "gpu.sys\0"),
        });
        Assert.Equal("gpu.sys", machine.Explain().Parameters[2].Interpretation);
    }

    [Fact]
    public void The_end_of_a_critical_process_has_texts()
    {
        StoppedMachine machine = new StoppedMachine(0xf4, 3, 0, Name, Name + 0x100).Write(memory => memory.Ascii(Name, "csrss.exe\0").Ascii(Name + 0x100, "Ter\u0007\0"));
        BugCheckExplanation explanation = machine.Explain();
        Assert.Equal("csrss.exe", explanation.Parameters[2].Interpretation);
        Assert.Equal("this is no text: character 3 is 0x7", explanation.Parameters[3].Interpretation);
        Assert.Equal("none", explanation.Parameters[1].Interpretation);
    }

    // POOL_HEADER: PreviousSize 8, PoolIndex 8, BlockSize 8, PoolType 8, PoolTag 32.
    [Fact]
    public void A_pool_block_has_its_header_before_it()
    {
        StoppedMachine machine = new StoppedMachine(0xc2, 7, 0, 0, Name + 0x40).Write(memory => memory.U64(Name + 0x30, 0x656c6946_020a0003));
        BugCheckParameter parameter = machine.Explain().Parameters[3];
        Assert.Equal("tag 'File', 160 bytes with the header", parameter.Interpretation);
        Assert.Equal((Name + 0x30, Certainty.Likely), (parameter.Structure!.Address.Value, parameter.Structure.Certainty));
        Assert.Equal("0x3: 48 bytes", Value(parameter.Structure, "PreviousSize"));
        Assert.Equal("0x656c6946 'File'", Value(parameter.Structure, "PoolTag"));
    }

    [Theory]
    [InlineData(0x656c6946_02000003)] // no block size
    [InlineData(0x01020304_020a0003)] // no text
    public void A_damaged_pool_header_is_shown_with_doubt(ulong header)
    {
        BugCheckParameter parameter = new StoppedMachine(0x19, 0x20, Name + 0x30, Name + 0x90).Write(memory => memory.U64(Name + 0x30, header)).Explain().Parameters[1];
        Assert.Equal(Certainty.Possible, parameter.Certainty);
        Assert.Equal(5, parameter.Structure!.Facts.Length);
        Assert.Contains("damaged", parameter.Structure.Check, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_block_that_begins_on_a_page_has_no_header() =>
        Assert.Equal(KernelDataFailureReason.NotRecorded, Structure(new StoppedMachine(0xc2, 7, 0, 0, Name).Write(memory => memory.U64(Name, 1)), 4).Failure!.Reason);

    private static StoppedMachine TrapFrame(ushort code = 0x10, uint flags = 0x10246) => new StoppedMachine(0x139, 3, StoppedMachine.At, 0, 0).Write(memory =>
        memory.Write(StoppedMachine.At, new byte[0x190]).U8(StoppedMachine.At + 0x29, 2).U64(StoppedMachine.At + 0xd0, 0x18).U64(StoppedMachine.At + 0x160, 2, StoppedMachine.Driver + 0x77)
            .U16(StoppedMachine.At + 0x170, code).U32(StoppedMachine.At + 0x178, flags).U64(StoppedMachine.At + 0x180, 0xffff8504_00001000));

    [Fact]
    public void A_trap_frame_says_where_the_processor_was()
    {
        FollowedStructure frame = Structure(TrapFrame(), 2);
        Assert.Equal("kernel mode, rip disk.sys+0x77", frame.Summary);
        Assert.Equal("0x2", Value(frame, "ErrorCode"));
        Assert.Equal("0x2 DISPATCH_LEVEL", Value(frame, "PreviousIrql"));
        Assert.Equal("ffff8504`00001000", Value(frame, "Rsp"));
        Assert.StartsWith("user mode", Structure(TrapFrame(code: 0x33), 2).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_trap_frame_is_not_shown_as_one()
    {
        Assert.Equal("this is no KTRAP_FRAME: SegCs is 0x11, which is no code selector of Windows", Structure(TrapFrame(code: 0x11), 2).Failure!.Message);
        Assert.Equal("this is no KTRAP_FRAME: bit 1 of EFlags (0x244) is clear", Structure(TrapFrame(flags: 0x244), 2).Failure!.Message);
    }

    [Fact]
    public void The_trap_frame_of_ARM64_is_not_read_by_the_layout_of_x64() =>
        Assert.Equal("its layout is known for x64 only", Structure(TrapFrame().On(DumpBytes.Arm64, 22000), 2).Failure!.Message);

    /// <summary>WHEA_UNCORRECTABLE_ERROR: a record of a machine check with sections of a memory error, and of a type that is not public.</summary>
    private static StoppedMachine ErrorRecord(ushort sections = 2, uint length = 0x400) => new StoppedMachine(0x124, 0, StoppedMachine.At, 0xb2000000, 0x5).Write(memory =>
    {
        memory.Write(StoppedMachine.At, new byte[0x400]).Ascii(StoppedMachine.At, "CPER").U32(StoppedMachine.At + 6, 0xffffffff).U16(StoppedMachine.At + 0x0a, sections);
        memory.U32(StoppedMachine.At + 0x0c, 1).U32(StoppedMachine.At + 0x14, length);
        memory.U32(StoppedMachine.At + 0x80, 0x110).U32(StoppedMachine.At + 0x84, 0x50).U32(StoppedMachine.At + 0xb0, 2);
        memory.Write(StoppedMachine.At + 0x90, new Guid("a5bc1114-6f64-4ede-b863-3e83ed7c83b1").ToByteArray());
    });

    [Fact]
    public void An_error_record_names_the_sections_that_it_has()
    {
        FollowedStructure record = Structure(ErrorRecord(), 2);
        Assert.Equal("fatal; memory; of a type that is not public", record.Summary);
        Assert.Equal("0x1 fatal", Value(record, "Severity"));
        Assert.Equal("0x2 corrected", Value(record.Linked[0], "SectionSeverity"));
        Assert.Equal("0x110", Value(record.Linked[0], "SectionOffset"));
        Assert.Equal([StoppedMachine.At + 0x80, StoppedMachine.At + 0xc8], record.Linked.Select(section => section.Address.Value));
    }

    [Fact]
    public void An_error_record_with_more_sections_than_it_has_room_for_is_none()
    {
        Assert.Equal("this is no WHEA_ERROR_RECORD: Length 0x400 has no room for 65535 sections", Structure(ErrorRecord(sections: 0xffff), 2).Failure!.Message);
        Assert.Equal("this is no WHEA_ERROR_RECORD: it does not begin with 'CPER'", Structure(ErrorRecord().Write(memory => memory.U32(StoppedMachine.At + 6, 0)), 2).Failure!.Message);
    }

    [Theory]
    [InlineData(2, 2, null)]
    [InlineData(1, 2, KernelDataFailureReason.LimitExceeded)]
    public void An_error_record_may_have_as_many_sections_as_the_limit(int limit, int shown, KernelDataFailureReason? reason)
    {
        FollowedStructure record = ErrorRecord().Explain(new() { ErrorRecordSections = limit }).Parameters[1].Structure!;
        Assert.Equal((shown, reason), (record.Linked.Length, record.Linked[^1].Failure?.Reason));
    }

    [Fact]
    public void An_error_record_with_a_huge_count_ends_where_its_memory_does()
    {
        FollowedStructure record = ErrorRecord(sections: 0xffff, length: uint.MaxValue).Explain(new() { ErrorRecordSections = int.MaxValue }).Parameters[1].Structure!;
        Assert.InRange(record.Linked.Length, 50, 60);
        Assert.Equal(KernelDataFailureReason.Unreadable, record.Linked[^1].Failure!.Reason);
    }

    [Fact]
    public void A_thread_and_a_process_lead_to_a_name()
    {
        const ulong Process = StoppedMachine.At, Thread = StoppedMachine.At + 0x2000;
        StoppedMachine machine = new StoppedMachine(0xb8, Thread, Process).Write(memory => memory.KdDebuggerData()
            .Write(Process, new byte[0x18]).U8(Process, 3).Process(Process, 4, "System").ProcessList(Process).Write(Thread, new byte[0x18]).U8(Thread, 6).Thread(Thread, Process, 0));
        BugCheckExplanation explanation = machine.Explain();
        Assert.Equal("in System (4)", explanation.Parameters[0].Interpretation);
        Assert.Equal("ffffc08b`40000000 System (4)", Value(explanation.Parameters[0].Structure!, "ApcState.Process"));
        Assert.Equal("this is no KTHREAD: the type in its header is 0x3, not 6", explanation.Parameters[1].Interpretation);
    }

    [Fact]
    public void A_thread_that_a_processor_runs_is_said_so()
    {
        const ulong Prcb = 0xfffff804_30000000, Thread = StoppedMachine.At;
        StoppedMachine machine = new StoppedMachine(0x101, 0x18, 0, Prcb, 0).Write(memory => memory.KdDebuggerData().Processor(0, Prcb, Thread, 0x1234).Write(Thread, new byte[0x300]).U8(Thread, 6));
        BugCheckExplanation explanation = machine.Explain();
        Assert.Equal("the KPRCB of processor 0, which stood at fffff804`20001000", explanation.Parameters[2].Interpretation);
        Assert.Equal("processor 0, which stood at fffff804`20001000", explanation.Parameters[3].Interpretation);
        Assert.Contains("processors", explanation.NextCommands.Select(command => command.Line));

        machine = new StoppedMachine(0xbf, 0, Thread).Write(memory => memory.KdDebuggerData().Processor(0, Prcb, Thread, 0x1234).Write(Thread, new byte[0x300]).U8(Thread, 6));
        Assert.StartsWith("the current thread of processor 0", machine.Explain().Parameters[1].Interpretation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "csrss.exe (528)")]
    [InlineData(6, "this is no EPROCESS: the type in its header is 0x6, not 3")]
    public void A_process_that_has_left_the_list_is_named_by_its_own_fields(byte type, string said)
    {
        const ulong Process = StoppedMachine.At;
        StoppedMachine machine = new StoppedMachine(0xef, Process, 0).Write(memory => memory.Write(Process, new byte[0x18]).U8(Process, type).Process(Process, 528, "csrss.exe"));
        Assert.Equal(said, machine.Explain().Parameters[0].Interpretation);
    }

    // Bug Check Code Reference, 0x133 and 0x9f: signatures of the triage blocks.
    [Theory]
    [InlineData(0x133, 0, 4, 0xaebecede, "revision 1")]
    [InlineData(0x133, 1, 3, 0xaebecede, "revision 1")]
    [InlineData(0x133, 1, 3, 0xaebecedf, "this is no DPC_WATCHDOG_GLOBAL_TRIAGE_BLOCK: Signature is 0xaebecedf, not 0xaebecede")]
    [InlineData(0x9f, 3, 3, 0x00018000, "revision 1")]
    [InlineData(0x9f, 4, 4, 0x00018001, "revision 1")]
    [InlineData(0x9f, 4, 4, 0x00018000, "this is no TRIAGE_9F_PNP: Signature is 0x8000, not 0x8001")]
    public void Triage_blocks_have_signatures(uint code, ulong subcode, int parameter, uint signature, string said)
    {
        var parameters = new ulong[4];
        (parameters[0], parameters[parameter - 1]) = (subcode, StoppedMachine.At);
        StoppedMachine machine = new StoppedMachine(code, parameters).Write(memory => memory.Write(StoppedMachine.At, new byte[0x20]).U32(StoppedMachine.At, signature).U8(StoppedMachine.At + 4, 1));
        Assert.Equal(said, machine.Explain().Parameters[parameter - 1].Interpretation);
    }

    /// <summary>NTFS_FILE_SYSTEM with a record and a context.</summary>
    private static BugCheckExplanation Records(uint code, uint contextFlags) => new StoppedMachine(0x24, 0, StoppedMachine.At, StoppedMachine.At + 0x1000).Write(memory => memory
        .Write(StoppedMachine.At, new byte[0x98]).U32(StoppedMachine.At, code).U64(StoppedMachine.At + 0x10, StoppedMachine.Driver + 1)
        .U32(StoppedMachine.At + 0x18, 2).U64(StoppedMachine.At + 0x20, 0, 0x77770000)
        .Write(StoppedMachine.At + 0x1000, new byte[0x4d0]).U32(StoppedMachine.At + 0x1030, contextFlags)
        .U64(StoppedMachine.At + 0x1098, 0x1234).U64(StoppedMachine.At + 0x10f8, StoppedMachine.Driver + 2)).Explain();

    [Fact]
    public void An_exception_and_a_context_are_followed()
    {
        BugCheckExplanation explanation = Records(0xc0000006, 0x10000b);
        Assert.Equal("STATUS_IN_PAGE_ERROR at disk.sys+0x1, an attempt to read 00000000`77770000", explanation.Parameters[1].Interpretation);
        Assert.Equal("rip disk.sys+0x2", explanation.Parameters[2].Interpretation);
    }

    [Fact]
    public void What_is_no_exception_and_no_context_is_not_shown_as_one()
    {
        BugCheckExplanation explanation = Records(0, 0x400007);
        Assert.Equal("this is no EXCEPTION_RECORD: its code is 0x0, and it has 0x2 parameters", explanation.Parameters[1].Interpretation);
        Assert.Equal("this is no CONTEXT: its ContextFlags are 0x400007", explanation.Parameters[2].Interpretation);
    }
}
