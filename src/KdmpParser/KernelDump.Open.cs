using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Layouts;
using KdmpParser.Memory;
using KdmpParser.Paging;

namespace KdmpParser;

// From a file to a dump. Nothing here does work for each page.
public sealed partial class KernelDump
{
    private KernelDump(DumpFile file, string name, KernelDumpOptions options)
    {
        _file = file;
        _limits = options.Limits;
        Name = name;
        SymbolFolder = options.SymbolFolder;
        var opening = new Opening(file, options);

        FileIdentity.Check(file);
        var header = file.ReadStructure<DumpHeader64>(0, "the dump header");
        CheckMachine(header.MachineImageType);
        Header = DumpHeader.Decode(header);
        Context = CpuContext.Decode(
            MemoryMarshal.AsBytes(new ReadOnlySpan<DumpHeader64>(ref header)).Slice(DumpHeader64.ContextOffset, DumpHeader64.ContextSize), Machine, ContextKind.Header);
        Exception = ExceptionRecord.Decode(header.Exception, ExceptionKind.Header);

        if (Type == DumpType.Triage)
        {
            _triage = file.ReadStructure<TriageDump64>(TriageDump64.FileOffset, "TRIAGE_DUMP64");
            MemoryIndex pieces = TriageLayout.Read(opening, _triage.Value, Header.KdDebuggerDataBlock?.Value);
            _captured = new(file, pieces, MemoryFailureReason.NotCaptured);
            VirtualMemory = new(_captured, _limits);
        }
        else
        {
            _captured = new(file, PageLayout.Read(opening, header), MemoryFailureReason.PageNotInDump);
            PhysicalMemory = new(_captured, _limits, file.TakesTurns ? 1 : options.SearchThreads);
            VirtualMemory = SpaceOf(Header.DirectoryTableBase);

            // The format of software PTEs is found with a space that does not know it yet: KDDEBUGGER_DATA64 is in memory that never leaves it.
            if (ReadSoftwarePteFormat() is { } format && format != default)
            {
                _softwarePtes = format;
                VirtualMemory = SpaceOf(Header.DirectoryTableBase);
            }
        }

        Warnings = [.. opening.Warnings];
    }

    /// <summary>Opens a dump file. The file is not read: opening looks at the header and at the tables that say which pages there are.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read, and what is allowed.</param>
    /// <exception cref="KernelDumpException">The file cannot be read or is no 64-bit kernel dump; the message says what it is instead.</exception>
    public static KernelDump Open(string path, KernelDumpOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return Open(DumpFiles.Open(path, options.Access), Path.GetFileName(path), options);
    }

    /// <inheritdoc cref="Open(string, KernelDumpOptions)"/>
    public static KernelDump Open(string path) => Open(path, KernelDumpOptions.Default);

    /// <summary>Opens a dump file, or says why not without an exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dump">The dump; the caller disposes it.</param>
    /// <param name="failure">What is wrong: what <see cref="Open(string, KernelDumpOptions)"/> would have thrown.</param>
    /// <param name="options">How it is read, and what is allowed.</param>
    public static bool TryOpen(
        string path, [NotNullWhen(true)] out KernelDump? dump, [NotNullWhen(false)] out KernelDumpException? failure, KernelDumpOptions? options = null)
    {
        try
        {
            (dump, failure) = (Open(path, options ?? KernelDumpOptions.Default), null);
            return true;
        }
        catch (KernelDumpException e)
        {
            (dump, failure) = (null, e);
            return false;
        }
    }

    /// <summary>Opens a dump in a stream. Concurrent readers take turns, so a path is the better choice where there is one.</summary>
    /// <param name="stream">A seekable stream; the dump begins at its position. Nobody else may use it while the dump is open.</param>
    /// <param name="name">What <see cref="Name"/> says; unless told, the name of the file, or <c>stream</c>.</param>
    /// <param name="options">What is allowed; <see cref="KernelDumpOptions.Access"/> is about paths.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the dump is disposed, or cannot be opened.</param>
    /// <exception cref="ArgumentException">The stream cannot be read or cannot seek; it is left open.</exception>
    /// <exception cref="KernelDumpException">The stream holds no 64-bit kernel dump. Whatever the stream throws, here or at a later read, is
    /// the inner exception of one of <see cref="KernelDumpError.FileUnavailable"/>, except for an <see cref="OperationCanceledException"/>.</exception>
    public static KernelDump Open(Stream stream, string? name = null, KernelDumpOptions? options = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanSeek)
            throw new ArgumentException("The stream must be readable and seekable: a dump is read here and there, not from front to back.", nameof(stream));
        name ??= stream is FileStream file ? Path.GetFileName(file.Name) : "stream";
        return Open(new StreamFile(stream, leaveOpen), name, options ?? KernelDumpOptions.Default);
    }

    /// <summary>Opens a dump that is in memory, such as one that was just written there. The bytes are copied.</summary>
    /// <param name="bytes">The whole dump.</param>
    /// <param name="name">What <see cref="Name"/> says.</param>
    /// <param name="options">What is allowed; <see cref="KernelDumpOptions.Access"/> is about paths.</param>
    /// <exception cref="KernelDumpException">The bytes are no 64-bit kernel dump.</exception>
    public static KernelDump Open(ReadOnlySpan<byte> bytes, string name, KernelDumpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return bytes.IsEmpty ? throw DumpFiles.Empty("There are no bytes") : Open(new MemoryFile(bytes.ToArray()), name, options);
    }

    /// <inheritdoc cref="Open(ReadOnlySpan{byte}, string, KernelDumpOptions)"/>
    public static KernelDump Open(ReadOnlySpan<byte> bytes, string name) => Open(bytes, name, KernelDumpOptions.Default);

    private static KernelDump Open(DumpFile file, string name, KernelDumpOptions options)
    {
        try
        {
            return new(file, name, options);
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
                0x30)
            {
                Expected = "0x8664 or 0xaa64",
                Actual = FormattableString.Invariant($"0x{machine:x}"),
            };
        }
    }

    private SoftwarePteFormat? ReadSoftwarePteFormat() =>
        Header.KdDebuggerDataBlock is { } address && KdDebuggerData.Read(VirtualMemory, address, out _) is { } data
            ? SoftwarePteFormat.Of(data.L1tfHighPhysicalBit ?? 0, data.L1tfSwizzleBit ?? 0)
            : null;
}
