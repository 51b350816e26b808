namespace KdmpParser;

/// <summary>Why something that the kernel keeps cannot be had, or not all of it.</summary>
/// <param name="Reason">The reason, for code that decides.</param>
/// <param name="Message">One phrase for people, without a full stop.</param>
/// <param name="Address">Where in virtual memory, or <see langword="null"/> when no address is to blame.</param>
/// <param name="Memory">Why the memory there cannot be read, for <see cref="KernelDataFailureReason.Unreadable"/>.</param>
public sealed record KernelDataFailure(
    KernelDataFailureReason Reason, string Message, VirtualAddress? Address = null, MemoryFailure? Memory = null)
{
    /// <summary><see cref="Message"/>.</summary>
    public override string ToString() => Message;

    internal static KernelDataFailure NotRecorded(string message, VirtualAddress? address = null) => new(KernelDataFailureReason.NotRecorded, message, address);

    internal static KernelDataFailure NotInThisDump(string message) => new(KernelDataFailureReason.NotInThisDump, message);

    internal static KernelDataFailure CheckFailed(string message, VirtualAddress? address = null) => new(KernelDataFailureReason.CheckFailed, message, address);

    /// <param name="what">What could not be read, such as <c>the entry of a module</c>.</param>
    /// <param name="failure">Why; its address is a virtual one.</param>
    internal static KernelDataFailure Unreadable(string what, MemoryFailure failure) => new(
        KernelDataFailureReason.Unreadable, $"{what} at {new VirtualAddress(failure.Address)} cannot be read: {failure}", failure.Address, failure);

    internal static KernelDataFailure LimitExceeded(string what, long limit) => new(
        KernelDataFailureReason.LimitExceeded, FormattableString.Invariant($"more than the {limit} {what} that are allowed"));
}
