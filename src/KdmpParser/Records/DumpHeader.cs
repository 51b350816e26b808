using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>
/// A decoded copy of DUMP_HEADER64. A property is <see langword="null"/> where the writer recorded nothing (the field still holds
/// the fill pattern 'PAGE').
/// </summary>
public sealed record DumpHeader
{
    /// <summary>How the dump's memory is laid out (offset 0xf98).</summary>
    public required DumpType Type { get; init; }

    /// <summary>Processor architecture (offset 0x30).</summary>
    public required MachineType Machine { get; init; }

    /// <summary>0xf for a free build of Windows, 0xc for a checked one (offset 0x8).</summary>
    public required uint MajorVersion { get; init; }

    /// <summary>The Windows build number, such as 19041 (MinorVersion, offset 0xc).</summary>
    public required uint Build { get; init; }

    /// <summary>
    /// CR3 of the captured context as recorded (offset 0x10): bits 11:0 can hold a PCID and do not belong to the address of the PML4.
    /// </summary>
    public ulong? DirectoryTableBase { get; init; }

    /// <summary>Address of the page frame database (offset 0x18).</summary>
    public VirtualAddress? PfnDatabase { get; init; }

    /// <summary>Address of the list head of loaded kernel modules (offset 0x20).</summary>
    public VirtualAddress? PsLoadedModuleList { get; init; }

    /// <summary>Address of the list head of processes (offset 0x28).</summary>
    public VirtualAddress? PsActiveProcessHead { get; init; }

    /// <summary>Number of processors (offset 0x34).</summary>
    public uint? ProcessorCount { get; init; }

    /// <summary>The bug check code and its parameters (offsets 0x38 and 0x40).</summary>
    public BugCheck? BugCheck { get; init; }

    /// <summary>Free text of the system's owner (offset 0x60, at most 32 characters). Not trustworthy: encode it before showing it.</summary>
    public string? VersionUser { get; init; }

    /// <summary>Address of KDDEBUGGER_DATA64 (offset 0x80).</summary>
    public VirtualAddress? KdDebuggerDataBlock { get; init; }

    /// <summary>
    /// The physical memory of the machine as runs (PhysicalMemoryBlock, offset 0x88). Only in a full dump, these are the pages that the dump
    /// holds. <see langword="null"/> also when the block is no sensible one: more than 42 runs, or page frames past 52-bit addresses.
    /// </summary>
    public ImmutableArray<PageRange>? PhysicalMemoryBlock { get; init; }

    /// <summary>Bytes the dump was expected to need (offset 0xfa0). Since build 19041 it is larger than the file: no sign of truncation.</summary>
    public ulong? RequiredDumpSpace { get; init; }

    /// <summary>When the dump was taken, UTC (offset 0xfa8).</summary>
    public DateTimeOffset? SystemTime { get; init; }

    /// <summary>Time since the system started (offset 0x1030).</summary>
    public TimeSpan? SystemUpTime { get; init; }

    /// <summary>The writer's comment (offset 0xfb0, at most 128 characters). Not trustworthy: encode it before showing it.</summary>
    public string? Comment { get; init; }

    /// <summary>Which parts a small dump was asked to hold, as bits (offset 0x1038).</summary>
    public uint? MiniDumpFields { get; init; }

    /// <summary>State of the secondary data (offset 0x103c).</summary>
    public uint? SecondaryDataState { get; init; }

    /// <summary>1 workstation, 2 domain controller, 3 server (offset 0x1040, VER_NT_* of winnt.h).</summary>
    public uint? ProductType { get; init; }

    /// <summary>Product suites as bits (offset 0x1044, VER_SUITE_* of winnt.h).</summary>
    public uint? SuiteMask { get; init; }

    /// <summary>Status of the dump writer (offset 0x1048).</summary>
    public uint? WriterStatus { get; init; }

    /// <summary>Version of the secondary KD data (offset 0x104d).</summary>
    public byte? KdSecondaryVersion { get; init; }

    /// <summary>Attributes of the dump as bits (offset 0x1050).</summary>
    public uint? Attributes { get; init; }

    /// <summary>Number of the boot that crashed (offset 0x1054).</summary>
    public uint? BootId { get; init; }

    /// <summary>One line: type, machine, build and bug check.</summary>
    public override string ToString() => FormattableString.Invariant($"{Type} dump, {Machine}, build {Build}, {BugCheck?.ToString() ?? "no bug check"}");

    internal static DumpHeader Decode(in DumpHeader64 header) => new()
    {
        Type = unchecked((DumpType)header.DumpType),
        Machine = unchecked((MachineType)header.MachineImageType),
        MajorVersion = header.MajorVersion,
        Build = header.MinorVersion,
        DirectoryTableBase = PageFill.Recorded(header.DirectoryTableBase),
        PfnDatabase = Address(header.PfnDataBase),
        PsLoadedModuleList = Address(header.PsLoadedModuleList),
        PsActiveProcessHead = Address(header.PsActiveProcessHead),
        ProcessorCount = PageFill.Recorded(header.NumberProcessors),
        BugCheck = BugCheck.Decode(header),
        VersionUser = Text(header.VersionUser),
        KdDebuggerDataBlock = Address(header.KdDebuggerDataBlock),
        PhysicalMemoryBlock = header.PhysicalMemoryBlock.Decode(),
        RequiredDumpSpace = PageFill.Recorded(header.RequiredDumpSpace),
        SystemTime = PageFill.Recorded(header.SystemTime) is { } time ? FileTime.Decode(time) : null,
        SystemUpTime = PageFill.Recorded(header.SystemUpTime) is { } ticks and <= long.MaxValue ? TimeSpan.FromTicks((long)ticks) : null,
        Comment = Text(header.Comment),
        MiniDumpFields = PageFill.Recorded(header.MiniDumpFields),
        SecondaryDataState = PageFill.Recorded(header.SecondaryDataState),
        ProductType = PageFill.Recorded(header.ProductType),
        SuiteMask = PageFill.Recorded(header.SuiteMask),
        WriterStatus = PageFill.Recorded(header.WriterStatus),
        KdSecondaryVersion = PageFill.Recorded(header.KdSecondaryVersionWord) is { } word ? unchecked((byte)(word >> 8)) : null,
        Attributes = PageFill.Recorded(header.Attributes),
        BootId = PageFill.Recorded(header.BootId),
    };

    /// <summary>Sets the fields that this record knows; a header that was filled with 'PAGE' keeps the fill where it knows nothing.</summary>
    internal void Encode(ref DumpHeader64 header)
    {
        header.Signature = DumpHeader64.SignatureValue;
        header.ValidDump = DumpHeader64.ValidDumpValue;
        header.DumpType = (uint)Type;
        header.MachineImageType = (uint)Machine;
        header.MajorVersion = MajorVersion;
        header.MinorVersion = Build;
        header.DirectoryTableBase = DirectoryTableBase ?? header.DirectoryTableBase;
        header.PfnDataBase = PfnDatabase?.Value ?? header.PfnDataBase;
        header.PsLoadedModuleList = PsLoadedModuleList?.Value ?? header.PsLoadedModuleList;
        header.PsActiveProcessHead = PsActiveProcessHead?.Value ?? header.PsActiveProcessHead;
        header.NumberProcessors = ProcessorCount ?? header.NumberProcessors;
        BugCheck?.Encode(ref header);
        Write(VersionUser, header.VersionUser);
        header.KdDebuggerDataBlock = KdDebuggerDataBlock?.Value ?? header.KdDebuggerDataBlock;
        header.RequiredDumpSpace = RequiredDumpSpace ?? header.RequiredDumpSpace;
        header.SystemTime = SystemTime is { } time ? (ulong)time.ToFileTime() : header.SystemTime;
        header.SystemUpTime = SystemUpTime is { } upTime ? (ulong)upTime.Ticks : header.SystemUpTime;
        Write(Comment, header.Comment);
        header.MiniDumpFields = MiniDumpFields ?? header.MiniDumpFields;
        header.SecondaryDataState = SecondaryDataState ?? header.SecondaryDataState;
        header.ProductType = ProductType ?? header.ProductType;
        header.SuiteMask = SuiteMask ?? header.SuiteMask;
        header.WriterStatus = WriterStatus ?? header.WriterStatus;
        header.KdSecondaryVersionWord = KdSecondaryVersion is { } version ? (uint)version << 8 : header.KdSecondaryVersionWord;
        header.Attributes = Attributes ?? header.Attributes;
        header.BootId = BootId ?? header.BootId;
    }

    private static VirtualAddress? Address(ulong value) => PageFill.Recorded(value) is { } address ? new VirtualAddress(address) : null;

    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        if (!MemoryMarshal.Cast<byte, uint>(bytes).ContainsAnyExcept(PageFill.UInt32))
            return null;
        int end = bytes.IndexOf((byte)0);
        string text = Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
        return text.Length == 0 ? null : text;
    }

    private static void Write(string? text, Span<byte> field)
    {
        if (text is null)
            return;
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        if (bytes.Length > field.Length)
            throw new ArgumentException($"The header has room for {field.Length} characters of this text, not for {bytes.Length}.", nameof(text));
        field.Clear();
        bytes.CopyTo(field);
    }
}
