using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text;
using KdmpParser.Format;

namespace KdmpParser.Images;

/// <summary>Finds the CodeView record through the debug directory. PEReader does that in files only: it wants every page in between.</summary>
internal static class CodeViewReader
{
    public static CodeView? Read(VirtualAddressSpace memory, VirtualAddress imageBase, DirectoryEntry directory, out KernelDataFailure? failure)
    {
        failure = KernelDataFailure.NotRecorded("the image has no CodeView record");
        int count = directory.RelativeVirtualAddress == 0 ? 0 : (int)(unchecked((uint)directory.Size) / (uint)Unsafe.SizeOf<ImageDebugDirectory>());
        for (int i = 0; i < count; i++)
        {
            if (i >= memory.Limits.DebugDirectoryEntries)
            {
                failure = KernelDataFailure.LimitExceeded("entries of a debug directory", memory.Limits.DebugDirectoryEntries);
                return null;
            }

            VirtualAddress address = imageBase + unchecked((uint)directory.RelativeVirtualAddress) + (ulong)(i * Unsafe.SizeOf<ImageDebugDirectory>());
            if (!memory.TryRead(address, out ImageDebugDirectory entry, out MemoryFailure unreadable))
            {
                failure = KernelDataFailure.Unreadable("the debug directory", unreadable);
                return null;
            }

            if (entry.Type == ImageDebugDirectory.CodeView)
                return ReadRecord(memory, imageBase + entry.AddressOfRawData, entry.SizeOfData, out failure);
        }

        return null;
    }

    private static CodeView? ReadRecord(VirtualAddressSpace memory, VirtualAddress address, uint size, out KernelDataFailure? failure)
    {
        failure = null;
        int headSize = Unsafe.SizeOf<CodeViewRsds>();
        string? path = null;
        if (!memory.TryRead(address, out CodeViewRsds head, out MemoryFailure unreadable))
            failure = KernelDataFailure.Unreadable("the CodeView record", unreadable);
        else if (head.Signature != CodeViewRsds.SignatureValue || size <= headSize)
            failure = KernelDataFailure.CheckFailed("the CodeView record is not of the kind 'RSDS'", address);
        else
        {
            int room = (int)Math.Min(size - (uint)headSize, (uint)memory.Limits.NameBytes);
            path = TerminatedText.Read(memory, address + (ulong)headSize, room, Encoding.UTF8, out failure);
        }

        return path is null ? null : new(path, head.Guid, head.Age);
    }
}
