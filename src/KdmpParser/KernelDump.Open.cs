using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Layouts;
using KdmpParser.Memory;

namespace KdmpParser;

// From a file to a dump. Nothing here does work for each page.
public sealed partial class KernelDump
{
    private KernelDump(MappedFile file, string name)
    {
        _file = file;
        Name = name;

        FileIdentity.Check(file);
        var header = file.ReadStructure<DumpHeader64>(0, "the dump header");
        CheckMachine(header.MachineImageType);
        Header = DumpHeader.Decode(header);
        Context = CpuContext.Decode(
            MemoryMarshal.AsBytes(new ReadOnlySpan<DumpHeader64>(ref header)).Slice(DumpHeader64.ContextOffset, DumpHeader64.ContextSize), Machine, ContextKind.Header);
        Exception = ExceptionRecord.Decode(header.Exception, ExceptionKind.Header);

        var warnings = new List<string>();
        if (Type == DumpType.Triage)
        {
            var pieces = new CapturedMemory(file, TriageLayout.Read(file, warnings), MemoryFailureReason.NotCaptured);
            VirtualMemory = new(pieces);
        }
        else
        {
            (MemoryIndex index, long pageCount) = PageLayout.Read(file, header, warnings);
            PhysicalMemory = new(new(file, index, MemoryFailureReason.PageNotInDump), pageCount);
            VirtualMemory = Header.DirectoryTableBase is { } root ? GetAddressSpace(root) : new(physical: null, directoryTableBase: null);
        }

        Warnings = [.. warnings];
    }

    /// <summary>Opens a dump file. The file is mapped, not read: opening looks at the header and at the tables that say which pages there are.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="KernelDumpException">The file cannot be read or is no 64-bit kernel dump; the message says what it is instead.</exception>
    public static KernelDump Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(MappedFile.Open(path), Path.GetFileName(path));
    }

    /// <summary>Opens a dump file, or says why not without an exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dump">The dump; the caller disposes it.</param>
    /// <param name="failure">What is wrong: what <see cref="Open(string)"/> would have thrown.</param>
    public static bool TryOpen(string path, [NotNullWhen(true)] out KernelDump? dump, [NotNullWhen(false)] out KernelDumpException? failure)
    {
        try
        {
            (dump, failure) = (Open(path), null);
            return true;
        }
        catch (KernelDumpException e)
        {
            (dump, failure) = (null, e);
            return false;
        }
    }

    /// <summary>Opens a dump that is in memory, such as one that was just written there. The bytes are copied.</summary>
    /// <param name="bytes">The whole dump.</param>
    /// <param name="name">What <see cref="Name"/> says.</param>
    /// <exception cref="KernelDumpException">The bytes are no 64-bit kernel dump.</exception>
    public static KernelDump Open(ReadOnlySpan<byte> bytes, string name) => Open(MappedFile.FromBytes(bytes), name);

    private static KernelDump Open(MappedFile file, string name)
    {
        try
        {
            return new(file, name);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void CheckMachine(uint machine)
    {
        if (machine is not ((uint)MachineType.X64 or (uint)MachineType.Arm64))
        {
            throw new KernelDumpException(
                KernelDumpError.UnsupportedMachine,
                FormattableString.Invariant($"The dump is of machine type 0x{machine:x}; x64 (0x8664) and ARM64 (0xaa64) are supported."),
                0x30);
        }
    }
}
