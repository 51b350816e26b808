using static KdmpParser.Sample.SampleLayout;

namespace KdmpParser.Sample;

/// <summary>
/// What the calls that led to the crash left in memory. A worker thread of the kernel runs a work item that the filter kdmpflt.sys queued; the filter
/// sends the read request on to kdmpdemo.sys, and that reads FsContext of a FILE_OBJECT which this request does not have.
/// </summary>
internal static class SampleStory
{
    /// <summary>The request, and the two places of its drivers behind it; the lower one is current.</summary>
    public const ulong Irp = Pool + 0x1f70;
    public const ulong DemoLocation = Irp + 0xd0;
    public const ulong FilterLocation = Irp + 0x118;

    public const ulong WorkItem = Pool + 0x2140;
    public const ulong FilterDevice = Pool + 0x2200;
    public const ulong FilterExtension = Pool + 0x2380;
    public const ulong DemoDevice = Pool + 0x2400;
    public const ulong DemoDriver = Pool + 0x2600;
    public const ulong FilterDriver = Pool + 0x2800;

    /// <summary>The frame pointer of the filter's function, which those below it leave alone.</summary>
    public const ulong FilterFrame = StackPointer + 0xe0;

    /// <summary>Where the thread's first function found its return address: above it, only the processor's state is saved.</summary>
    public const ulong InitialStack = StackPointer + 0x250;

    /// <summary>
    /// The stack from <see cref="StackPointer"/> on, slot by slot: registers as the prologs of <see cref="SampleCode"/> saved them, and return
    /// addresses. All other slots are zero.
    /// </summary>
    public static (ulong Address, ulong Value)[] Stack { get; } =
    [
        // KdmpDemoRead: push rbx; sub rsp,20h.
        (StackPointer + 0x20, FilterDevice),
        (StackPointer + 0x28, Driver + 0x1f10),

        // KdmpDemoStart: sub rsp,38h. IofCallDriver: sub rsp,48h.
        (StackPointer + 0x68, KernelCode + 0x6a3),
        (StackPointer + 0xb8, Filter + 0x111d),

        // KdmpFltWorker: push rbp; push rsi; sub rsp,48h.
        (StackPointer + 0x108, KernelData + 0xb00),
        (StackPointer + 0x118, KernelCode + 0x71b),

        // The work item: rbx in its caller's home space; push rdi; sub rsp,20h.
        (StackPointer + 0x148, KernelCode + 0x1025),
        (StackPointer + 0x150, WorkItem),

        // The worker's loop: eight pushes; sub rsp,58h. Then the two functions where its thread began.
        (StackPointer + 0x1e8, KernelCode + 0x110c),
        (StackPointer + 0x218, KernelCode + 0x1218),
    ];

    /// <summary>
    /// What the call of KeBugCheckEx left: a return address, into a part of the kernel of which nothing was kept, and above the room for four
    /// parameters the fifth, which is the last of the bug check's own.
    /// </summary>
    public static (ulong Address, ulong Value)[] BugCheckStack { get; } =
        [(BugCheckStackPointer, KernelCode + 0x1441), (BugCheckStackPointer + 0x28, ContextOnStack)];

    /// <summary>The structures that the code goes through, as offsets and values (wdm.h).</summary>
    public static (ulong Address, ulong Value)[] Structures { get; } =
    [
        // IRP: Type 6, Size; StackCount 2 and CurrentLocation 1; Tail.Overlay.Thread and CurrentStackLocation.
        (Irp, 6 | 0x160 << 16),
        (Irp + 0x40, 0x0102_0000),
        (Irp + 0x98, CurrentThread),
        (Irp + 0xb8, DemoLocation),

        // IO_STACK_LOCATION: IRP_MJ_READ, Parameters.Read.Length, DeviceObject; FileObject at 0x30 is null.
        (DemoLocation, 3),
        (DemoLocation + 0x8, 0x2a),
        (DemoLocation + 0x28, DemoDevice),
        (FilterLocation, 3),
        (FilterLocation + 0x8, 0x2a),
        (FilterLocation + 0x28, FilterDevice),

        // IO_WORKITEM: what the worker thread calls, and what that calls with which arguments.
        (WorkItem + 0x10, KernelCode + 0x700),
        (WorkItem + 0x18, WorkItem),
        (WorkItem + 0x20, Filter + 0x1100),
        (WorkItem + 0x28, FilterDevice),
        (WorkItem + 0x30, Irp),

        // DEVICE_OBJECT: Type 3, Size, ReferenceCount; DriverObject; AttachedDevice; DeviceExtension; StackSize.
        (FilterDevice, 3 | 0x150 << 16 | 1UL << 32),
        (FilterDevice + 0x8, FilterDriver),
        (FilterDevice + 0x40, FilterExtension),
        (FilterDevice + 0x48, 0x22 | 2UL << 32),
        (FilterExtension + 0x8, DemoDevice),
        (DemoDevice, 3 | 0x150 << 16 | 1UL << 32),
        (DemoDevice + 0x8, DemoDriver),
        (DemoDevice + 0x18, FilterDevice),
        (DemoDevice + 0x48, 0x22 | 1UL << 32),

        // DRIVER_OBJECT: Type 4, Size; DeviceObject; DriverStart, DriverSize; MajorFunction[IRP_MJ_READ].
        (FilterDriver, 4 | 0x150 << 16),
        (FilterDriver + 0x8, FilterDevice),
        (FilterDriver + 0x18, Filter),
        (FilterDriver + 0x20, FilterPages * 4096),
        (DemoDriver, 4 | 0x150 << 16),
        (DemoDriver + 0x8, DemoDevice),
        (DemoDriver + 0x18, Driver),
        (DemoDriver + 0x20, DriverPages * 4096),
        (DemoDriver + 0x88, Driver + 0x1f00),

        // What KdmpDemoRead kept in the driver's data: how many requests there were, the length of this one, and its place.
        (Driver + 0x4020, 1 | 0x2aUL << 32),
        (Driver + 0x4030, DemoLocation),
    ];

    /// <summary>The names of the driver objects.</summary>
    public static (ulong Driver, string Name)[] DriverNames { get; } = [(FilterDriver, @"\Driver\kdmpflt"), (DemoDriver, @"\Driver\kdmpdemo")];
}
