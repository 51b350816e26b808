using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Format;
using KdmpParser.Kernel;

namespace KdmpParser.Images;

/// <summary>Reads the export table of an image, which System.Reflection.PortableExecutable does not.</summary>
internal sealed class ExportReader
{
    private readonly VirtualAddressSpace _memory;
    private readonly VirtualAddress _imageBase;
    private readonly DirectoryEntry _directory;
    private readonly NameRoom _names;
    private KernelDataFailure? _first;

    private ExportReader(VirtualAddressSpace memory, VirtualAddress imageBase, DirectoryEntry directory) =>
        (_memory, _imageBase, _directory, _names) = (memory, imageBase, directory, new(memory.Limits));

    public static CapturedList<PeExport> Read(VirtualAddressSpace memory, VirtualAddress imageBase, DirectoryEntry directory)
    {
        if (directory.RelativeVirtualAddress == 0)
            return new([]);
        if (!memory.TryRead(imageBase + unchecked((uint)directory.RelativeVirtualAddress), out ImageExportDirectory table, out MemoryFailure failure))
            return CapturedList<PeExport>.None(KernelDataFailure.Unreadable("the export directory", failure));
        var reader = new ExportReader(memory, imageBase, directory);
        return new(reader.Read(table), reader._first);
    }

    private List<PeExport> Read(in ImageExportDirectory table)
    {
        uint[] functions = ReadTable<uint>(table.AddressOfFunctions, table.NumberOfFunctions, "functions of an image's exports");
        string?[] names = ReadNames(table, functions.Length);
        var exports = new List<PeExport>();
        for (int i = 0; i < functions.Length; i++)
        {
            // Ordinals need not be without gaps.
            if (functions[i] == 0)
                continue;
            bool isForwarded = unchecked(functions[i] - (uint)_directory.RelativeVirtualAddress < (uint)_directory.Size);
            exports.Add(new(
                unchecked(table.Base + (uint)i), names[i], isForwarded ? null : _imageBase + functions[i], isForwarded ? Text(functions[i]) : null));
        }

        return exports;
    }

    private string?[] ReadNames(in ImageExportDirectory table, int functions)
    {
        uint[] addresses = ReadTable<uint>(table.AddressOfNames, table.NumberOfNames, "names of an image's exports");
        ushort[] indexes = ReadTable<ushort>(table.AddressOfNameOrdinals, table.NumberOfNames, "names of an image's exports");
        var names = new string?[functions];
        for (int i = 0; i < Math.Min(addresses.Length, indexes.Length); i++)
        {
            if (indexes[i] < functions)
                names[indexes[i]] ??= Text(addresses[i]);
        }

        return names;
    }

    private string? Text(uint relative)
    {
        if (!_names.HasRoom())
        {
            _first ??= _names.Failure;
            return null;
        }

        string? text = TerminatedText.Read(_memory, _imageBase + relative, _memory.Limits.ExportNameBytes, Encoding.Latin1, out KernelDataFailure? failure);
        _first ??= failure;
        _names.Use(text?.Length ?? 0);
        return text is { Length: > 0 } ? text : null;
    }

    /// <summary>As much of a table as the limit allows and the memory holds.</summary>
    private T[] ReadTable<T>(uint relative, uint count, string what) where T : unmanaged
    {
        if (count > (uint)_memory.Limits.Exports)
        {
            _first ??= KernelDataFailure.LimitExceeded(what, _memory.Limits.Exports);
            count = (uint)_memory.Limits.Exports;
        }

        var values = new T[count];
        ReadResult read = _memory.Read(_imageBase + relative, MemoryMarshal.AsBytes(values.AsSpan()));
        if (read.Failure is { } stopped)
            _first ??= KernelDataFailure.Unreadable("the export table", stopped);
        return values[..(read.BytesRead / Unsafe.SizeOf<T>())];
    }
}
