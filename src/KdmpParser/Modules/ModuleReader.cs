using System.Text;
using KdmpParser.Format;
using KdmpParser.Images;
using KdmpParser.Kernel;

namespace KdmpParser.Modules;

/// <summary>Reads the loader's lists of modules. A name that cannot be read never loses its module.</summary>
internal sealed class ModuleReader(VirtualAddressSpace memory, KernelDumpLimits limits)
{
    private readonly List<LoadedModule> _modules = [];
    private readonly NameRoom _names = new(limits);

    public IReadOnlyList<LoadedModule> Modules => _modules;

    /// <summary>How many entries were looked at, those that cannot be read too.</summary>
    public int Visits { get; private set; }

    /// <param name="head">PsLoadedModuleList.</param>
    public KernelDataFailure? ReadKernelList(VirtualAddress head) => Walk(head, sizeof(ulong), entry => Add64(entry, isUserMode: false));

    /// <param name="head">InLoadOrderModuleList of a process.</param>
    public KernelDataFailure? ReadUserList(VirtualAddress head) => Walk(head, sizeof(ulong), entry => Add64(entry, isUserMode: true));

    /// <param name="head">InLoadOrderModuleList of the 32-bit half of a WoW64 process.</param>
    public KernelDataFailure? ReadUserList32(VirtualAddress head) => Walk(head, sizeof(uint), Add32);

    /// <summary>Adds what another reader found.</summary>
    public void Take(ModuleReader other) => _modules.AddRange(other._modules);

    private KernelDataFailure? Walk(VirtualAddress head, int pointerSize, Func<VirtualAddress, KernelDataFailure?> visit) =>
        ListWalk.Run(memory, head, pointerSize, limits.Modules, "modules", entry =>
        {
            Visits++;
            return visit(entry);
        }) ?? _names.Failure;

    private KernelDataFailure? Add64(VirtualAddress address, bool isUserMode)
    {
        if (!memory.TryRead(address, out LdrDataTableEntry64 entry, out MemoryFailure failure))
            return KernelDataFailure.Unreadable("the entry of a module", failure);

        // In the kernel's own list the time stamp has moved between builds; the image's header is the same in all.
        ImageStamp? stamp = ImageStamp.Read(memory, entry.DllBase);
        uint? timeDateStamp = isUserMode && memory.TryRead(address + LdrDataTableEntry64.TimeDateStampOffset, out uint listed) ? listed : stamp?.TimeDateStamp;
        Add(entry.DllBase, entry.SizeOfImage, Text(entry.BaseDllName.Buffer, entry.BaseDllName.Length),
            Text(entry.FullDllName.Buffer, entry.FullDllName.Length), timeDateStamp, stamp?.CheckSum, is32Bit: false, entry.EntryPoint);
        return null;
    }

    private KernelDataFailure? Add32(VirtualAddress address)
    {
        if (!memory.TryRead(address, out LdrDataTableEntry32 entry, out MemoryFailure failure))
            return KernelDataFailure.Unreadable("the entry of a 32-bit module", failure);
        ImageStamp? stamp = ImageStamp.Read(memory, entry.DllBase);
        Add(entry.DllBase, entry.SizeOfImage, Text(entry.BaseDllName.Buffer, entry.BaseDllName.Length),
            Text(entry.FullDllName.Buffer, entry.FullDllName.Length), stamp?.TimeDateStamp, stamp?.CheckSum, is32Bit: true, entry.EntryPoint);
        return null;
    }

    private void Add(ulong image, uint size, string? name, string? path, uint? timeDateStamp, uint? checkSum, bool is32Bit, ulong entryPoint) => _modules.Add(new()
    {
        Base = image,
        Size = size,
        Name = name ?? LoadedModule.LastPart(path),
        Path = path,
        TimeDateStamp = timeDateStamp,
        CheckSum = checkSum,
        Is32Bit = is32Bit,
        EntryPoint = entryPoint == 0 ? null : new VirtualAddress(entryPoint),
    });

    private string? Text(ulong buffer, ushort length)
    {
        int bytes = Math.Min(length, limits.NameBytes);
        if (bytes == 0 || !_names.HasRoom() || !memory.TryReadText(buffer, bytes, Encoding.Unicode, out string? text, out _) || text is not { Length: > 0 })
            return null;
        _names.Use(bytes);
        return text;
    }
}
