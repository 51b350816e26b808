using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Puts an image into memory written by hand, as the loader would, and into the list of modules.</summary>
internal static class ImageFile
{
    public static KernelBytes WithImageFile(this KernelBytes memory, byte[] file, ulong image)
    {
        using var headers = new PEReader(new MemoryStream(file));
        memory.Write(image, file.AsSpan(0, headers.PEHeaders.PEHeader!.SizeOfHeaders));
        foreach (SectionHeader section in headers.PEHeaders.SectionHeaders)
            memory.Write(image + (uint)section.VirtualAddress, file.AsSpan(section.PointerToRawData, Math.Min(section.SizeOfRawData, section.VirtualSize)));
        return memory;
    }

    public static KernelBytes WithModule(this KernelBytes memory, string name, ulong image, uint size) => memory
        .Module(KernelBytes.Entries, image, size, name, name)
        .List(KernelBytes.ModuleHead, KernelBytes.Entries);

    public static uint SizeOfImage(byte[] file) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(0x3c)) + 0x50));
}
