using KdmpTool.Notebooks;

namespace Notebooks.Tests;

/// <summary>A notebook's prose in a page.</summary>
public class MarkdownHtmlTests
{
    [Fact]
    public void An_answer_can_be_folded_away()
    {
        string html = MarkdownHtml.Of("Before\n\n<details><summary>Answer</summary>\n\n`0x14`, *twice*.\n\n</details>\n\nAfter");
        Assert.Equal("<p>Before</p>\n<details><summary>Answer</summary>\n<p><code>0x14</code>, <em>twice</em>.</p>\n</details>\n<p>After</p>\n", html);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<details ontoggle=alert(1) open>")]
    [InlineData("<details><summary><img src=x onerror=alert(1)></summary>\n</details>")]
    [InlineData("<details><summary>not closed</summary>\n<b>x</b>")]
    public void Every_other_tag_is_text(string prose) =>
        Assert.DoesNotMatch("<(script|details o|img|b)", MarkdownHtml.Of(prose));
}
