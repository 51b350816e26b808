using System.Diagnostics.CodeAnalysis;
using KdmpParser.Kernel;

namespace KdmpParser;

// What the kernel's own structures say. Nothing of it is read on open.
public sealed partial class KernelDump
{
    private KernelData? _kernel;

    /// <summary>
    /// KDDEBUGGER_DATA64, which says where the kernel keeps everything else; <see langword="null"/> when it cannot be had, see
    /// <see cref="DebuggerDataFailure"/>. Like all of the lists below it is read when first asked for, and kept.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public KdDebuggerData? DebuggerData => Kernel.DebuggerData.Data;

    /// <summary>Why there is no <see cref="DebuggerData"/>; <see langword="null"/> when there is.</summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public KernelDataFailure? DebuggerDataFailure => Kernel.DebuggerData.Failure;

    /// <summary>The kernel and its drivers, in the order of loading: from PsLoadedModuleList, or from a small dump's table.</summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public CapturedList<LoadedModule> KernelModules => Kernel.Modules;

    /// <summary>Drivers that were unloaded, the latest first.</summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public CapturedList<UnloadedDriver> UnloadedDrivers => Kernel.UnloadedDrivers;

    /// <summary>
    /// The program and the DLLs of the process that the captured processor was in; those of the 32-bit half of a WoW64 process follow. For
    /// another process, see <see cref="OpenProcess"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public CapturedList<LoadedModule> UserModules => Kernel.UserModules;

    /// <summary>The processors, by number. A small dump has one of them.</summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public CapturedList<Processor> Processors => Kernel.Processors;

    /// <summary>
    /// The processes, in the order of the system's list. Two offsets that this needs depend on the Windows build; they are checked on the
    /// System process. A small dump has the current process only.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public CapturedList<Process> Processes => Kernel.Processes;

    private KernelData Kernel
    {
        get
        {
            _file.ThrowIfDisposed();
            return LazyInitializer.EnsureInitialized(ref _kernel, () => new(this, _file, _triage, _limits));
        }
    }

    /// <summary>
    /// The module that an address lies in: one of <see cref="KernelModules"/>, else one of <see cref="UserModules"/>; <see langword="null"/>
    /// when it lies in none that is known.
    /// </summary>
    /// <param name="address">Any address.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public LoadedModule? FindModule(VirtualAddress address) => Kernel.FindModule(address);

    /// <summary>Gives a process' address space and modules.</summary>
    /// <param name="id">Its process identifier.</param>
    /// <exception cref="KernelDumpException">It is not in the list, or its directory table base is not known (<see cref="KernelDumpError.NotInThisDump"/>).</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public OpenedProcess OpenProcess(ulong id) => TryOpenProcess(id, out OpenedProcess? process, out KernelDataFailure? failure)
        ? process
        : throw new KernelDumpException(KernelDumpError.NotInThisDump, FormattableString.Invariant($"Process {id} cannot be opened: {failure}."));

    /// <summary>Gives a process' address space and modules, or says why not without an exception.</summary>
    /// <param name="id">Its process identifier.</param>
    /// <param name="process">The process.</param>
    /// <param name="failure">Why it cannot be had.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public bool TryOpenProcess(ulong id, [NotNullWhen(true)] out OpenedProcess? process, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        process = Kernel.OpenProcess(id, out failure);
        return process is not null;
    }

    /// <summary>
    /// Reads the PE headers and tables of a kernel module, or of a user module of the process that the dump was taken in; for one of another
    /// process, give its memory to <see cref="PeImage.TryRead"/>.
    /// </summary>
    /// <param name="module">Which one.</param>
    /// <exception cref="KernelDumpException">Its headers cannot be read (<see cref="KernelDumpError.NotInThisDump"/>).</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public PeImage ReadImage(LoadedModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return PeImage.TryRead(VirtualMemory, module.Base, out PeImage? image, out KernelDataFailure? failure)
            ? image
            : throw new KernelDumpException(KernelDumpError.NotInThisDump, $"The image at {module.Base} cannot be read: {failure}.");
    }
}
