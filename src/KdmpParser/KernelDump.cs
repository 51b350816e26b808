using System.Collections.Immutable;
using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Memory;
using KdmpParser.Paging;

namespace KdmpParser;

/// <summary>
/// A Windows 64-bit kernel crash dump, opened for reading. Immutable and safe for concurrent readers; everything it hands out is a
/// decoded copy. After <see cref="Dispose"/>, what was decoded on opening stays, and every call that would need the file throws
/// <see cref="ObjectDisposedException"/>, whether or not the dump has an answer.
/// </summary>
/// <example>
/// <code>
/// using KernelDump dump = KernelDump.Open("memory.dmp");
/// Console.WriteLine(dump.BugCheck);
/// if (dump.Context?.InstructionPointer is { } stopped)
///     Console.WriteLine(dump.VirtualMemory.Translate(stopped));
/// </code>
/// </example>
public sealed partial class KernelDump : IDisposable
{
    private readonly DumpFile _file;
    private readonly KernelDumpLimits _limits;
    private readonly CapturedMemory _captured;
    private readonly TriageDump64? _triage;
    private readonly SoftwarePteFormat _softwarePtes;

    /// <summary>File name without folders, or what stands for it when the dump is not a file.</summary>
    public string Name { get; }

    /// <summary>Where symbols are looked for, as it was said on opening (<see cref="KernelDumpOptions.SymbolFolder"/>).</summary>
    public string? SymbolFolder { get; }

    /// <summary>Length of the dump file in bytes.</summary>
    public long FileLength => _file.Length;

    /// <summary>Every field of the dump header.</summary>
    public DumpHeader Header { get; }

    /// <summary>How the dump's memory is laid out.</summary>
    public DumpType Type => Header.Type;

    /// <summary>Processor architecture.</summary>
    public MachineType Machine => Header.Machine;

    /// <summary>Why Windows stopped; <see langword="null"/> when the header does not record it.</summary>
    public BugCheck? BugCheck => Header.BugCheck;

    /// <summary>The registers in the header; <see langword="null"/> when it does not record any. <see cref="Contexts"/> has the others.</summary>
    public CpuContext? Context { get; }

    /// <summary>The exception in the header; <see langword="null"/> when it does not record one. <see cref="Exceptions"/> has the others.</summary>
    public ExceptionRecord? Exception { get; }

    /// <summary>The physical memory that was captured; <see langword="null"/> for small dumps, which have none.</summary>
    public PhysicalMemory? PhysicalMemory { get; }

    /// <summary>Virtual memory: through the page tables at the header's directory table base, or the pieces that a small dump kept.</summary>
    public VirtualAddressSpace VirtualMemory { get; }

    /// <summary>Oddities of the file that did not keep it from being read, one sentence each.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>Virtual memory through other page tables, such as another process'.</summary>
    /// <param name="directoryTableBase">Physical address of the PML4 table; bits 11:0 (a PCID) are ignored.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public VirtualAddressSpace GetAddressSpace(ulong directoryTableBase)
    {
        _file.ThrowIfDisposed();
        return SpaceOf(directoryTableBase);
    }

    /// <summary>One line: name, type, machine, build and bug check.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Type} dump, {Machine}, build {Header.Build}, bug check {BugCheck}");

    /// <summary>Closes the file. Reads that are under way in other threads end first.</summary>
    public void Dispose() => _file.Dispose();

    private VirtualAddressSpace SpaceOf(ulong? directoryTableBase)
    {
        if (IsRedacted)
            return new(_captured, tables: null, MemoryFailureReason.LeftOut, directoryTableBase, _limits);
        if (Machine == MachineType.Arm64)
            return new(_captured, tables: null, MemoryFailureReason.UnsupportedPageTables, directoryTableBase, _limits);
        PageTables? tables = PhysicalMemory is { } memory && directoryTableBase is { } root ? new(memory, root & PageWalk.RootMask, _softwarePtes) : null;
        return new(_captured, tables, MemoryFailureReason.NoPageTables, directoryTableBase, _limits);
    }
}
