using System.Globalization;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Views;

/// <summary>Things that have a view each, one below the other. They share the room that one view has.</summary>
internal static class CardsView
{
    private const int Most = 20;

    /// <summary>Characters of HTML for the rows of a card, as far as it has any: a table without rows would say nothing.</summary>
    private const int Rows = 4096;

    /// <param name="items">What is shown; all of it is walked, since nobody knows better how long it is.</param>
    /// <param name="view">The view of one.</param>
    public static View Of<T>(IEnumerable<T> items, Func<T, View> view)
    {
        OutputLimits limits = OutputLimits.Default;
        var blocks = new List<Block>();
        long count = 0, shown = 0;
        int left = limits.HtmlCharacters, forRows = limits.HtmlCharacters;
        foreach (T item in items)
        {
            if (++count > Most || shown < count - 1)
                continue;
            IReadOnlyList<Block> card = item is null ? [new Paragraph("null")] : Card(view(item));
            int taken = Size(card, Rows);
            if (taken > left && shown > 0)
                continue;
            blocks.AddRange(card);
            left -= taken;
            forRows = Math.Max(0, forRows - Size(card, 0));
            shown++;
        }

        if (count > shown)
            blocks.Add(new Paragraph(string.Create(CultureInfo.InvariantCulture, $"({count - shown:N0} more)")));
        return new(string.Create(CultureInfo.InvariantCulture, $"{count:N0} in all"), blocks) { Limits = limits with { HtmlCharacters = forRows } };
    }

    private static IReadOnlyList<Block> Card(View view) => view.Title.Length == 0 ? view.Blocks : [new Paragraph(view.Title), .. view.Blocks];

    /// <summary>Characters of HTML that a card takes with so many for its rows; nothing else of it can be cut.</summary>
    private static int Size(IReadOnlyList<Block> card, int rows)
    {
        RowBudget.Share(card.SelectMany(block => block.Parts).OfType<RowBlock>(), rows);
        var html = new HtmlBuilder();
        foreach (Block block in card)
            block.WriteHtml(html);
        return html.Length;
    }
}
