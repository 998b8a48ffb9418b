package io.flotilla.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.sandbox.server.SandboxServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderTest {
    static final String LIBRARY = """
            The reading room opens at nine in the morning and closes at six in the evening.
            A member may borrow eight books at a time and keep them for four weeks.
            A book that comes back late costs twenty cents a day.
            Lost books are paid for at the price of a new copy.
            Dogs have to wait outside, but guide dogs are welcome.
            Coffee is sold in the entrance hall on weekdays.
            """;
    static final String MUSEUM = """
            博物馆每周一闭馆，其余日子上午九点开门。
            成人门票四十元，六十五岁以上的老人免票。
            展厅内可以拍照，但不得使用闪光灯。
            寄存处在一楼大厅左侧，贵重物品请随身携带。
            周末下午两点有免费的中文讲解。
            轮椅可以在服务台免费借用。
            """;

    static SandboxServer server;
    static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        server = SandboxModel.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        caller = new Caller(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static String ask(String system, String user) throws Exception {
        return caller.text(Caller.request("builtin-reader", system, user));
    }

    static JsonNode fill(String user, String schema) throws Exception {
        ObjectNode request = Caller.request("builtin-reader", "", user);
        request.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "x")
                .set("schema", Caller.JSON.readTree(schema));
        return Caller.JSON.readTree(caller.text(request));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How many books may I take home? | A member may borrow eight books at a time and keep them for four weeks. [2]",
                "What happens if I lose a book? | Lost books are paid for at the price of a new copy. [4]",
                "Can I bring my dog? | Dogs have to wait outside, but guide dogs are welcome. [5]",
                "When does the reading room close? | The reading room opens at nine in the morning and closes at six in the evening. [1]",
            })
    void answersWithTheSentenceThatFitsAndCitesIt(String question, String answer) throws Exception {
        assertThat(ask("", "<material>\n" + LIBRARY + "</material>\nQuestion: " + question))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "老人要买票吗？ | 成人门票四十元，六十五岁以上的老人免票。[2]",
                "里面能不能照相？ | 展厅内可以拍照，但不得使用闪光灯。[3]",
                "星期一开门吗？ | 博物馆每周一闭馆，其余日子上午九点开门。[1]",
                "哪里可以借轮椅？ | 轮椅可以在服务台免费借用。[6]",
            })
    void answersInChinese(String question, String answer) throws Exception {
        assertThat(ask("", "材料：\n" + MUSEUM + "\n问题：" + question)).isEqualTo(answer);
    }

    @Test
    void refusesWhatIsNotInTheMaterialInTheLanguageOfTheQuestion() throws Exception {
        assertThat(ask("", "# Material\n" + LIBRARY + "\n# Question\nWho won the football match last night?"))
                .isEqualTo("This is not in the material.");
        assertThat(ask("", "# 材料\n" + MUSEUM + "\n# 问题\n怎样给汽车更换机油？")).isEqualTo("给出的材料里没有相关内容。");
    }

    @Test
    void saysThatItCannotTranslate() throws Exception {
        assertThat(ask("", "材料：\n" + MUSEUM + "\nQuestion: Is the museum open on Mondays?"))
                .contains("do not translate");
        assertThat(ask("", "Material:\n" + LIBRARY + "\n问题：可以借几本书？")).contains("不会翻译");
    }

    @Test
    void saysWhatItIsWhenThereIsNothingToRead() throws Exception {
        assertThat(ask("", "hello")).startsWith("I am the built-in reading model");
        assertThat(ask("", "写一首关于春天的诗")).startsWith("我是内置的阅读模型");
    }

    @Test
    void readsMaterialFromTheSystemMessageToolsAndPlainPrompts() throws Exception {
        var tool = Caller.request("builtin-reader", "Answer from what the tool found.", "What does a late book cost?");
        tool.withArray("messages").addObject().put("role", "tool").put("content", LIBRARY);

        assertThat(ask(LIBRARY, "What does a late book cost?")).contains("twenty cents a day");
        assertThat(caller.text(tool)).contains("twenty cents a day");
        assertThat(ask("", LIBRARY + "\nWhat does a late book cost?")).contains("twenty cents a day");
    }

    @Test
    void citesTheMarksThatTheMaterialGives() throws Exception {
        String policy =
                "[RET-1] Goods may be returned within thirty days.\n[RET-2] The customer pays for the parcel back.\n- [GIFT-1] Gift cards are never paid out.";

        assertThat(ask("", "Policy:\n" + policy + "\nQuestion: Who pays for sending it back?"))
                .isEqualTo("The customer pays for the parcel back. [RET-2]");
    }

    @Test
    void writesALetterFromSeveralMarkedSentences() throws Exception {
        String answer = ask("Draft a reply from the policy only.", """
                <policy>
                [RET-1] Goods may be returned within thirty days of the purchase.
                [RET-2] The shop pays for the parcel when the goods were broken.
                [RET-3] The price is paid back within five days after the goods came back.
                [GIFT-1] Gift cards are never paid out in cash.
                </policy>
                <account>ordered: lamp, price 49.00; sent on 3 May.</account>
                <complaint>The lamp I bought last week arrived broken. I want to send it back and get my money. Who pays for the parcel?</complaint>""");

        assertThat(answer)
                .contains("[RET-2]")
                .contains("[RET-3]")
                .doesNotContain("GIFT")
                .doesNotContain("ordered");
    }

    @Test
    void choosesALabelByItsDescription() throws Exception {
        String labels = """
                Labels:
                - billing: an invoice is wrong or a payment was taken twice / 账单有误、重复扣款
                - delivery: a parcel is late, lost or damaged / 包裹迟到、丢失、损坏
                - other: anything else / 其他
                """;

        assertThat(ask("", labels + "Message: You have taken the money for my order two times!"))
                .isEqualTo("billing");
        assertThat(ask("", labels + "Message: Where is my package? It should have been here last Monday."))
                .isEqualTo("delivery");
        assertThat(ask("", labels + "留言：快递到的时候箱子已经压烂了")).isEqualTo("delivery");
        assertThat(ask("", labels + "Message: The mountains look lovely in autumn."))
                .isEqualTo("other");
    }

    @Test
    void fillsASchemaWithLabelsSentencesAndNumbers() throws Exception {
        JsonNode filled =
                fill("Message: I was charged 129.50 twice for the blue jacket. Please return the second payment.", """
                {"type": "object", "required": ["label", "amount", "wish"], "properties": {
                  "label": {"oneOf": [{"const": "billing", "description": "a wrong invoice or a double payment"}, {"const": "delivery", "description": "a late or lost parcel"}]},
                  "amount": {"type": "number", "description": "how much was charged"},
                  "wish": {"type": "string", "description": "what the customer asks to be returned"}}}""");

        assertThat(filled.path("label").asText()).isEqualTo("billing");
        assertThat(filled.path("amount").asDouble()).isEqualTo(129.5);
        assertThat(filled.path("wish").asText()).isEqualTo("Please return the second payment.");
    }

    @Test
    void leavesOutAFieldThatNothingFitsAndSaysSoOfARequiredOne() throws Exception {
        JsonNode filled = fill("Message: The soup was cold.", """
                {"type": "object", "required": ["birthplace"], "properties": {
                  "birthplace": {"type": "string", "description": "the town where the person was born"},
                  "engine": {"type": "string", "description": "the size of the car's engine"}}}""");

        assertThat(filled).isEqualTo(Caller.JSON.readTree("{\"birthplace\": \"This is not in the material.\"}"));
    }

    @Test
    void summarisesWithSentencesOfTheTextInTheirOrder() throws Exception {
        String summary = ask("Summarise the text.", "Text:\n" + LIBRARY);

        var places = List.of(summary.split("(?<=])\\s")).stream()
                .map(each -> LIBRARY.indexOf(each.replaceAll(" \\[\\d]$", "")))
                .toList();
        assertThat(places).hasSize(3).isSorted().doesNotContain(-1);
    }

    @Test
    void answersTheSameHoweverOftenAndByHoweverManyItIsAsked() throws Exception {
        var body = Caller.request("builtin-reader", LIBRARY, "May I drink coffee here?");
        var answers = new ArrayList<String>();
        for (int i = 0; i < 20; i++) answers.add(caller.text(body));

        assertThat(answers).containsOnly("Coffee is sold in the entrance hall on weekdays. [6]");
    }

    @Test
    void wrapsItsAnswerWhenAnyJsonIsAskedFor() throws Exception {
        var request = Caller.request("builtin-reader", MUSEUM, "轮椅在哪里借？");
        request.putObject("response_format").put("type", "json_object");

        assertThat(Caller.JSON.readTree(caller.text(request)).path("answer").asText())
                .isEqualTo("轮椅可以在服务台免费借用。[6]");
    }

    @Test
    void streamsItsAnswer() throws Exception {
        var stream = caller.stream(Caller.request("builtin-reader", MUSEUM, "周末有讲解吗？"));

        assertThat(stream.text()).isEqualTo("周末下午两点有免费的中文讲解。[5]");
        assertThat(stream.events().size()).isGreaterThan(6);
        assertThat(stream.done()).isTrue();
    }

    @Test
    void saysHowSureItIsOfALabelAndMistakesNoNumberForIt() throws Exception {
        var schema = """
                {"type": "object", "properties": {"label": {"enum": ["card", "loan"]},
                 "confidence": {"type": "number", "minimum": 0, "maximum": 1}}}""";
        var options = "<options>\ncard: A bank card was lost or stolen\nloan: Questions about a loan\n</options>\n";

        var sure = fill(options + "<message>My bank card was stolen, 2680 is gone.</message>", schema);
        var unsure = fill(options + "<message>The weather was fine on all 12 days.</message>", schema);

        assertThat(sure.path("label").asText()).isEqualTo("card");
        assertThat(sure.path("confidence").asDouble()).isBetween(0.3, 1.0);
        assertThat(unsure.path("confidence").asDouble())
                .isLessThan(sure.path("confidence").asDouble());
    }
}
