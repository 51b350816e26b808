using KdmpInteractive.Views;

namespace KdmpInteractive.Commands;

/// <summary><c>list</c>: the dumps that are open.</summary>
internal static class ListCommand
{
    public static Command Definition { get; } = new("list", "List the open dumps.", invocation => [new(() => OpenDumpsView.Of(invocation.Session.Open))])
    {
        Places = CommandPlaces.Notebook,
        NeedsDump = false,
    };
}
