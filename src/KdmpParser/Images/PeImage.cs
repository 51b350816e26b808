using System.Diagnostics.CodeAnalysis;
using System.Reflection.PortableExecutable;
using KdmpParser.Images;

namespace KdmpParser;

/// <summary>What the PE headers and tables of a loaded image say, read from memory. A decoded copy; see "PE Format" of Microsoft's documentation.</summary>
public sealed record PeImage
{
    /// <summary>Where the image is.</summary>
    public required VirtualAddress Base { get; init; }

    /// <summary>Processor that it is for; 32-bit images have their own value.</summary>
    public required Machine Machine { get; init; }

    /// <summary>Seconds since 1970, or a hash of the content in a reproducible build, so show it in hexadecimal.</summary>
    public required uint TimeDateStamp { get; init; }

    /// <summary>Checksum of the file; zero is none.</summary>
    public required uint CheckSum { get; init; }

    /// <summary>Bytes of virtual memory that the image takes.</summary>
    public required uint SizeOfImage { get; init; }

    /// <summary>Where execution begins; <see langword="null"/> for an image without such a place.</summary>
    public VirtualAddress? EntryPoint { get; init; }

    /// <summary>Its sections, in the order of their headers.</summary>
    public required CapturedList<PeSection> Sections { get; init; }

    /// <summary>Which PDB has its symbols; <see langword="null"/> when that cannot be had, see <see cref="CodeViewFailure"/>.</summary>
    public CodeView? CodeView { get; init; }

    /// <summary>Why there is no <see cref="CodeView"/>.</summary>
    public KernelDataFailure? CodeViewFailure { get; init; }

    /// <summary>What it exports, by ordinal.</summary>
    public required CapturedList<PeExport> Exports { get; init; }

    /// <summary>One line: address, size and PDB.</summary>
    public override string ToString() => FormattableString.Invariant($"Image at {Base}, {SizeOfImage} bytes, {CodeView?.PdbName ?? "PDB not known"}");

    /// <summary>Reads an image.</summary>
    /// <param name="memory">The address space that it is loaded in: the dump's, or that of an opened process.</param>
    /// <param name="imageBase">Where it begins, as in <see cref="LoadedModule.Base"/>.</param>
    /// <param name="image">The image; what of its tables cannot be read is missing in its parts, each with a reason.</param>
    /// <param name="failure">Why its headers cannot be read, or that they are none.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static bool TryRead(
        VirtualAddressSpace memory, VirtualAddress imageBase, [NotNullWhen(true)] out PeImage? image, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (!ImageHeaders.TryRead(memory, imageBase, out ImageHeaders? headers, out failure))
        {
            image = null;
            return false;
        }

        PEHeader header = headers.Optional;
        CodeView? codeView = CodeViewReader.Read(memory, imageBase, header.DebugTableDirectory, out KernelDataFailure? codeViewFailure);
        image = new()
        {
            Base = imageBase,
            Machine = headers.Coff.Machine,
            TimeDateStamp = unchecked((uint)headers.Coff.TimeDateStamp),
            CheckSum = header.CheckSum,
            SizeOfImage = unchecked((uint)header.SizeOfImage),
            EntryPoint = header.AddressOfEntryPoint == 0 ? null : imageBase + unchecked((uint)header.AddressOfEntryPoint),
            Sections = headers.Sections,
            CodeView = codeView,
            CodeViewFailure = codeViewFailure,
            Exports = ExportReader.Read(memory, imageBase, header.ExportTableDirectory),
        };
        return true;
    }
}
