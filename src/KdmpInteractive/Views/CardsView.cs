using System.Globalization;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Views;

/// <summary>Things that have a view each, one below the other. They share the room that one view has.</summary>
internal static class CardsView
{
    private const int Most = 20;

    /// <param name="items">What is shown; all of it is walked, since nobody knows better how long it is.</param>
    /// <param name="view">The view of one.</param>
    public static View Of<T>(IEnumerable<T> items, Func<T, View> view)
    {
        var blocks = new List<Block>();
        long count = 0;
        foreach (T item in items)
        {
            if (count++ < Most)
                blocks.AddRange(item is null ? [new Paragraph("null")] : Card(view(item)));
        }

        if (count > Most)
            blocks.Add(new Paragraph(string.Create(CultureInfo.InvariantCulture, $"({count - Most:N0} more)")));
        return new(string.Create(CultureInfo.InvariantCulture, $"{count:N0} in all"), blocks);
    }

    private static IEnumerable<Block> Card(View view) => view.Title.Length == 0 ? view.Blocks : [new Paragraph(view.Title), .. view.Blocks];
}
