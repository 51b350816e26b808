using System.Collections.Immutable;
using KdmpParser.Files;

namespace KdmpParser;

/// <summary>
/// A Windows 64-bit kernel crash dump, opened for reading. Immutable and safe for concurrent readers; everything it hands out is a
/// decoded copy. After <see cref="Dispose"/>, reads of memory throw <see cref="ObjectDisposedException"/>.
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
    private readonly MappedFile _file;

    /// <summary>File name without folders, or what stands for it when the dump is not a file.</summary>
    public string Name { get; }

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
    public VirtualAddressSpace GetAddressSpace(ulong directoryTableBase) => new(Machine == MachineType.X64 ? PhysicalMemory : null, directoryTableBase);

    /// <summary>One line: name, type, machine, build and bug check.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Type} dump, {Machine}, build {Header.Build}, bug check {BugCheck}");

    /// <summary>Closes the file. Reads that are under way in other threads end first.</summary>
    public void Dispose() => _file.Dispose();
}
