using System.Reflection.PortableExecutable;
using KdmpParser.Images;

namespace KdmpParser.Analysis.Code;

/// <summary>Where an image has code, and where its functions begin: its section headers and its exception directory, read from memory.</summary>
internal sealed class ImageCode
{
    /// <summary>Of RUNTIME_FUNCTION (winnt.h): three addresses relative to the image, BeginAddress, EndAddress and UnwindInfoAddress.</summary>
    private const uint EntrySize = 12;

    private readonly VirtualAddressSpace _memory;
    private readonly VirtualAddress _base;
    private readonly ImageHeaders _headers;
    private readonly VirtualAddress _table;
    private readonly uint _count;

    private ImageCode(VirtualAddressSpace memory, VirtualAddress imageBase, ImageHeaders headers)
    {
        (_memory, _base, _headers) = (memory, imageBase, headers);
        DirectoryEntry directory = headers.Optional.ExceptionTableDirectory;
        _table = imageBase + unchecked((uint)directory.RelativeVirtualAddress);
        _count = directory.RelativeVirtualAddress == 0 ? 0 : unchecked((uint)directory.Size) / EntrySize;
    }

    /// <summary>Reads the headers of an image; <see langword="null"/> where they cannot be had.</summary>
    public static ImageCode? Read(VirtualAddressSpace memory, VirtualAddress imageBase, out KernelDataFailure? failure) =>
        ImageHeaders.TryRead(memory, imageBase, out ImageHeaders? headers, out failure) ? new(memory, imageBase, headers) : null;

    /// <summary>Why an address of the image is no code; <see langword="null"/> where it is, or may be.</summary>
    public string? WhyNotCode(VirtualAddress address)
    {
        ulong offset = address - _base;
        if (offset < unchecked((uint)_headers.Optional.SizeOfHeaders))
            return "it lies in the headers of the image";
        foreach (PeSection section in _headers.Sections)
        {
            // Memory goes on to the end of the page.
            ulong size = (section.Size + (PhysicalAddress.PageSize - 1UL)) & ~(PhysicalAddress.PageSize - 1UL);
            if (address - section.Address < size)
                return section.Characteristics.HasFlag(SectionCharacteristics.MemExecute) ? null : $"it lies in {section.Name}, which is not executable";
        }

        return _headers.Sections.Failure is null ? "it lies in no section of the image" : null;
    }

    /// <summary>The bounds of the function that begins last before an address, behind which the address may lie, too.</summary>
    /// <param name="address">An address in the image.</param>
    /// <param name="failure">Why there is none.</param>
    public CodeRange? FunctionBefore(VirtualAddress address, out KernelDataFailure? failure)
    {
        failure = null;
        CodeRange? found = null;
        ulong offset = address - _base;
        for (uint first = 0, end = _count; first < end;)
        {
            uint middle = first + (end - first) / 2;
            VirtualAddress entry = _table + (ulong)middle * EntrySize;
            if (!_memory.TryRead(entry, out uint begin, out MemoryFailure unreadable) || !_memory.TryRead(entry + sizeof(uint), out uint behind, out unreadable))
            {
                failure = KernelDataFailure.Unreadable("the exception directory", unreadable);
                return null;
            }

            if (begin < offset)
                (found, first) = (new(_base + begin, _base + behind), middle + 1);
            else
                end = middle;
        }

        if (found is null)
            failure = KernelDataFailure.NotRecorded("the exception directory of the image has no function before it");
        return found;
    }

    /// <summary>The function that an address lies in; <see langword="null"/> where that is not known.</summary>
    public CodeRange? FunctionAt(VirtualAddress address) =>
        FunctionBefore(address + 1, out _) is { } range && range.Contains(address) ? range : null;
}
