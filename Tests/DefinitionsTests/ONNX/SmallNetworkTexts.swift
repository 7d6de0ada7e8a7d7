// Written by Scripts/peers/networks.py, which says how the numbers are made; the expected
// values are those of ONNX Runtime.

extension SmallNetwork {
  /// Networks of a few nodes, each with some numbers of every value.
  ///
  /// `tensor` has a name, a shape and the bounds of its numbers; `node` an operator, what goes in,
  /// what comes out, and attributes; `value` a name, a shape, the largest magnitude, and places
  /// with their numbers.
  static let text = """
    network branching 1x3x11x13
    tensor w0 6x3x3x3 -0.25 0.25
    tensor b0 6 -0.5 0.5
    tensor w2 4x6x1x1 -1 1
    tensor b2 4 -0.5 0.5
    tensor w3 5x6x3x3 -0.25 0.25
    tensor b3 5 -0.5 0.5
    tensor w7 3x15x3x3 -0.125 0.125
    tensor b7 3 -0.5 0.5
    node Conv input,w0,b0 conv0 kernel_shape=3,3 pads=1,1,1,1
    node Relu conv0 relu1
    node Conv relu1,w2,b2 conv2 kernel_shape=1,1
    node Conv relu1,w3,b3 conv3 dilations=2,2 kernel_shape=3,3 pads=2,2,2,2
    node MaxPool relu1 maxpool4 kernel_shape=3,3 pads=1,1,1,1 strides=1,1
    node Concat conv2,conv3,maxpool4 concat5 axis=1
    node Relu concat5 relu6
    node Conv relu6,w7,b7 conv7 dilations=3,2 kernel_shape=3,3
    value conv0 1x6x11x13 1.767785 0:-0.2131244 214:-0.04398075 428:0.03125785 642:-0.09286758 857:0.04894376
    value relu1 1x6x11x13 1.510589 0:0 214:0 428:0.03125785 642:0 857:0.04894376
    value conv2 1x4x11x13 1.771274 0:0.359148 142:0.3286933 285:-0.05778605 428:-0.4367988 571:-0.8881209
    value conv3 1x5x11x13 1.43124 0:0.154281 178:-0.7088922 357:-0.1338349 535:0.689887 714:-0.183902
    value maxpool4 1x6x11x13 1.510589 0:0.5877532 214:0.4308869 428:0.5512092 642:0.06704205 857:0.2730407
    value concat5 1x15x11x13 1.771274 0:0.359148 536:-0.3182855 1072:0.7967892 1608:0.7638936 2144:0.2730407
    value relu6 1x15x11x13 1.771274 0:0.359148 536:0 1072:0.7967892 1608:0.7638936 2144:0.2730407
    value conv7 1x3x5x9 0.6250225 0:0.1448966 33:0.2871993 67:-0.4514242 100:0.1066938 134:0.1429931
    network ceil-mode 1x3x12x15
    tensor w1 4x3x3x3 -0.25 0.25
    tensor b1 4 -0.5 0.5
    node MaxPool input maxpool0 ceil_mode=1 kernel_shape=3,3 strides=2,2
    node Conv maxpool0,w1,b1 conv1 kernel_shape=3,3
    node AveragePool conv1 averagepool2 ceil_mode=1 kernel_shape=2,3 pads=1,1,0,1 strides=2,2
    node AveragePool conv1 averagepool3 ceil_mode=1 count_include_pad=1 kernel_shape=2,3 pads=1,1,0,1 strides=2,2
    node MaxPool conv1 maxpool4 ceil_mode=1 kernel_shape=2,3 pads=1,1,0,1 strides=2,2
    value maxpool0 1x3x6x7 0.9999028 0:0.8101304 31:0.6018848 62:0.996469 93:0.4230922 125:0.8897967
    value conv1 1x4x4x5 1.116782 0:0.3767929 19:0.3625522 39:0.7322348 59:0.3134564 79:0.2986697
    value averagepool2 1x4x3x3 0.9809436 0:0.3497456 8:0.3485184 17:0.7260746 26:0.3870783 35:0.215988
    value averagepool3 1x4x3x3 0.8642613 0:0.1165819 8:0.2323456 17:0.4840497 26:0.2580522 35:0.143992
    value maxpool4 1x4x3x3 1.116782 0:0.3767929 8:0.3625522 17:0.7322348 26:0.4607002 35:0.2986697
    network asymmetric-padding 1x3x10x9
    tensor w0 4x3x2x3 -0.5 0.5
    tensor b0 4 -0.5 0.5
    tensor w4 2x4x3x3 -0.25 0.25
    tensor b4 2 -0.5 0.5
    node Conv input,w0,b0 conv0 kernel_shape=2,3 pads=0,2,1,0 strides=2,1
    node MaxPool conv0 maxpool1 kernel_shape=3,2 pads=2,0,1,1 strides=2,2
    node AveragePool conv0 averagepool2 kernel_shape=3,3 pads=0,1,2,0 strides=1,2
    node AveragePool conv0 averagepool3 count_include_pad=1 kernel_shape=3,3 pads=0,1,2,0 strides=1,2
    node Conv conv0,w4,b4 conv4 dilations=2,1 kernel_shape=3,3 pads=1,0,0,2
    value conv0 1x4x5x9 1.955908 0:0.2430168 44:1.276198 89:-0.3529167 134:0.1208711 179:0.3145168
    value maxpool1 1x4x3x5 1.955908 0:0.2430168 14:1.276198 29:-0.3529167 44:1.108516 59:0.4138471
    value averagepool2 1x4x5x4 0.7541208 0:0.174748 19:0.2559703 39:-0.5426762 59:0.09072957 79:0.1339166
    value averagepool3 1x4x5x4 0.7541208 0:0.1164986 19:0.08532345 39:-0.1808921 59:0.03024319 79:0.04463886
    value conv4 1x2x2x9 1.476012 0:0.1300791 8:-0.131635 17:0.2472582 26:-0.3033049 35:-0.6685298
    network automatic-padding 1x1x10x11
    tensor w0 3x1x4x4 -0.5 0.5
    tensor b0 3 -0.5 0.5
    tensor w3 3x1x4x4 -0.5 0.5
    tensor b3 3 -0.5 0.5
    tensor w6 3x1x4x4 -0.5 0.5
    tensor b6 3 -0.5 0.5
    node Conv input,w0,b0 conv0 auto_pad=SAME_UPPER kernel_shape=4,4 strides=2,3
    node MaxPool conv0 maxpool1 auto_pad=SAME_UPPER kernel_shape=2,2 strides=2,2
    node AveragePool conv0 averagepool2 auto_pad=SAME_UPPER kernel_shape=2,2 strides=1,2
    node Conv input,w3,b3 conv3 auto_pad=SAME_LOWER kernel_shape=4,4 strides=2,3
    node MaxPool conv3 maxpool4 auto_pad=SAME_LOWER kernel_shape=2,2 strides=2,2
    node AveragePool conv3 averagepool5 auto_pad=SAME_LOWER kernel_shape=2,2 strides=1,2
    node Conv input,w6,b6 conv6 auto_pad=VALID kernel_shape=4,4 strides=2,3
    node MaxPool conv6 maxpool7 auto_pad=VALID kernel_shape=2,2 strides=2,2
    node AveragePool conv6 averagepool8 auto_pad=VALID kernel_shape=2,2 strides=1,2
    value conv0 1x3x5x4 1.372126 0:0.7009002 14:0.3719844 29:0.1113892 44:-0.5009385 59:-0.2262195
    value maxpool1 1x3x3x2 1.308324 0:0.7009002 4:0.3051518 8:1.232813 12:0.6084977 17:0.09436475
    value averagepool2 1x3x5x2 1.020696 0:0.2692617 7:0.3049371 14:-0.000225544 21:0.3353964 29:-0.06592738
    value conv3 1x3x5x4 1.768909 0:0.3373075 14:-0.04283687 29:-0.6881557 44:-1.095834 59:-1.768909
    value maxpool4 1x3x3x2 1.275399 0:0.3373075 4:0.5139314 8:0.8449842 12:0.3881108 17:0.5324324
    value averagepool5 1x3x5x2 0.7385153 0:-0.08425575 7:-0.4093291 14:-0.1277019 21:-0.3382991 29:-0.6886105
    value conv6 1x3x4x3 1.901953 0:-0.09226179 8:0.1781288 17:-0.1504125 26:-0.9395264 35:-0.1976729
    value maxpool7 1x3x2x1 1.681277 0:1.444379 1:0.9791059 2:1.077199 3:1.681277 5:0.4251317
    value averagepool8 1x3x3x1 0.7956773 0:0.7602924 2:0.3686939 4:0.08168247 6:-0.4821358 8:-0.3012282
    network groups 1x3x9x8
    tensor w0 4x3x1x1 -1 1
    tensor b0 4 -0.5 0.5
    tensor w1 8x2x3x3 -0.5 0.5
    tensor b1 8 -0.5 0.5
    tensor w2 8x1x3x3 -0.5 0.5
    tensor scale3 8 0.5 1.5
    tensor shift3 8 -0.5 0.5
    tensor mean3 8 -0.5 0.5
    tensor var3 8 0.5 1.5
    tensor low 1 0 0
    tensor high 1 1 1
    tensor w5 16x1x1x3 -1 1
    tensor b5 16 -0.5 0.5
    tensor w6 6x16x1x1 -0.5 0.5
    tensor b6 6 -0.5 0.5
    node Conv input,w0,b0 conv0 kernel_shape=1,1
    node Conv conv0,w1,b1 conv1 group=2 kernel_shape=3,3 pads=1,1,1,1
    node Conv conv1,w2 conv2 group=8 kernel_shape=3,3 pads=1,1,1,1 strides=2,2
    node BatchNormalization conv2,scale3,shift3,mean3,var3 batchnormalization3 epsilon=0.001
    node Clip batchnormalization3,low,high clip4
    node Conv clip4,w5,b5 conv5 group=8 kernel_shape=1,3
    node Conv conv5,w6,b6 conv6 kernel_shape=1,1
    value conv0 1x4x9x8 1.345515 0:-0.4136308 71:-0.3214775 143:0.2608515 215:-0.09478748 287:0.9023965
    value conv1 1x8x9x8 2.809586 0:-0.2881179 143:-0.1742087 287:-0.6751926 431:0.1940366 575:-0.1136106
    value conv2 1x8x5x4 2.296238 0:0.2466663 39:0.180175 79:1.088733 119:-0.2846432 159:-0.0009506904
    value batchnormalization3 1x8x5x4 2.892612 0:0.09484318 39:0.9170786 79:0.7383908 119:-0.1036469 159:-0.8302736
    value clip4 1x8x5x4 1 0:0.09484318 39:0.9170786 79:0.7383908 119:0 159:0
    value conv5 1x16x5x2 1.171031 0:0.05300859 39:1.075739 79:-0.1211403 119:0.01193776 159:-0.258778
    value conv6 1x6x5x2 1.267361 0:0.3592284 14:0.5309741 29:0.8057365 44:-0.1132227 59:0.08218701
    network normalisations 1x3x7x6
    tensor w0 7x3x1x1 -1 1
    tensor b0 7 -0.5 0.5
    tensor scale3 7 0.5 1.5
    tensor shift3 7 -0.5 0.5
    tensor mean3 7 -0.5 0.5
    tensor var3 7 0.5 1.5
    node Conv input,w0,b0 conv0 kernel_shape=1,1
    node LRN conv0 lrn1 alpha=0.5 beta=0.75 bias=2.0 size=5
    node LRN conv0 lrn2 alpha=1.0 beta=0.5 bias=1.0 size=3
    node BatchNormalization lrn2,scale3,shift3,mean3,var3 batchnormalization3 epsilon=0.001
    node LeakyRelu batchnormalization3 leakyrelu4 alpha=0.25
    node Tanh leakyrelu4 tanh5
    value conv0 1x7x7x6 1.580248 0:0.3022821 73:-0.3442069 146:0.3953789 219:-0.3779441 293:-0.9595481
    value lrn1 1x7x7x6 0.8532611 0:0.1770556 73:-0.1969448 146:0.2322884 219:-0.2162438 293:-0.5461224
    value lrn2 1x7x7x6 1.167264 0:0.2902074 73:-0.3348663 146:0.3813135 219:-0.3296492 293:-0.8393512
    value batchnormalization3 1x7x7x6 1.47529 0:0.09360546 73:-0.3393019 146:0.2011441 219:0.118739 293:-0.4039408
    value leakyrelu4 1x7x7x6 1.159403 0:0.09360546 73:-0.08482547 146:0.2011441 219:0.118739 293:-0.1009852
    value tanh5 1x7x7x6 0.8208452 0:0.09333301 73:-0.0846226 146:0.1984746 219:0.1181841 293:-0.1006433
    network residual 1x3x12x10
    tensor w0 6x3x3x3 -0.25 0.25
    tensor scale1 6 0.5 1.5
    tensor shift1 6 -0.5 0.5
    tensor mean1 6 -0.5 0.5
    tensor var1 6 0.5 1.5
    tensor w3 8x6x3x3 -0.25 0.25
    tensor scale4 8 0.5 1.5
    tensor shift4 8 -0.5 0.5
    tensor mean4 8 -0.5 0.5
    tensor var4 8 0.5 1.5
    tensor w6 8x8x3x3 -0.25 0.25
    tensor scale7 8 0.5 1.5
    tensor shift7 8 -0.5 0.5
    tensor mean7 8 -0.5 0.5
    tensor var7 8 0.5 1.5
    tensor w8 8x6x1x1 -1 1
    tensor scale9 8 0.5 1.5
    tensor shift9 8 -0.5 0.5
    tensor mean9 8 -0.5 0.5
    tensor var9 8 0.5 1.5
    tensor w14 5x8 -0.5 0.5
    tensor b14 5 -0.5 0.5
    node Conv input,w0 conv0 kernel_shape=3,3 pads=1,1,1,1
    node BatchNormalization conv0,scale1,shift1,mean1,var1 batchnormalization1 epsilon=0.001
    node Relu batchnormalization1 relu2
    node Conv relu2,w3 conv3 kernel_shape=3,3 pads=1,1,1,1 strides=2,2
    node BatchNormalization conv3,scale4,shift4,mean4,var4 batchnormalization4 epsilon=0.001
    node Relu batchnormalization4 relu5
    node Conv relu5,w6 conv6 kernel_shape=3,3 pads=1,1,1,1
    node BatchNormalization conv6,scale7,shift7,mean7,var7 batchnormalization7 epsilon=0.001
    node Conv relu2,w8 conv8 kernel_shape=1,1 strides=2,2
    node BatchNormalization conv8,scale9,shift9,mean9,var9 batchnormalization9 epsilon=0.001
    node Add batchnormalization7,batchnormalization9 add10
    node Relu add10 relu11
    node GlobalAveragePool relu11 globalaveragepool12
    node Flatten globalaveragepool12 flatten13
    node Gemm flatten13,w14,b14 gemm14 transB=1
    node Softmax gemm14 softmax15 axis=1
    value conv0 1x6x12x10 1.368328 0:-0.1660696 179:0.06757413 359:-0.3377158 539:-0.1949684 719:0.05011769
    value batchnormalization1 1x6x12x10 2.467516 0:0.4328417 179:0.3089378 359:0.3484534 539:-0.6876386 719:0.2907043
    value relu2 1x6x12x10 2.467516 0:0.4328417 179:0.3089378 359:0.3484534 539:0 719:0.2907043
    value conv3 1x8x6x5 1.814584 0:-0.3205542 59:0.2619359 119:-0.5880421 179:0.8593102 239:0.6876736
    value batchnormalization4 1x8x6x5 2.497696 0:-0.5717596 59:-0.1737075 119:0.03531057 179:1.33583 239:0.4109491
    value relu5 1x8x6x5 2.497696 0:0 59:0 119:0.03531057 179:1.33583 239:0.4109491
    value conv6 1x8x6x5 2.136915 0:-0.6408795 59:0.6705854 119:0.8150734 179:0.04174128 239:0.4607514
    value batchnormalization7 1x8x6x5 2.626526 0:-0.8361586 59:0.2774381 119:0.3160718 179:-0.1894193 239:0.02879405
    value conv8 1x8x6x5 2.709487 0:0.5798364 59:0.2406649 119:0.4480336 179:-0.5492148 239:-0.3472797
    value batchnormalization9 1x8x6x5 3.141124 0:0.2445477 59:0.3096004 119:0.2896686 179:-0.8514983 239:-0.1572801
    value add10 1x8x6x5 3.455512 0:-0.591611 59:0.5870386 119:0.6057404 179:-1.040918 239:-0.1284861
    value relu11 1x8x6x5 2.680581 0:0 59:0.5870386 119:0.6057404 179:0 239:0
    value globalaveragepool12 1x8x1x1 0.8570813 0:0.01989676 1:0.1298829 3:0.8570813 5:0 7:0.3400717
    value flatten13 1x8 0.8570813 0:0.01989676 1:0.1298829 3:0.8570813 5:0 7:0.3400717
    value gemm14 1x5 0.8311657 0:-0.8311657 1:-0.3089768 2:0.2638922 3:0.158472 4:-0.2791377
    value softmax15 1x5 0.2959143 0:0.09898931 1:0.1668676 2:0.2959143 3:0.266307 4:0.1719218
    network excitation 1x3x5x7
    tensor w0 12x3x1x1 -1 1
    tensor b0 12 -0.5 0.5
    tensor w4 3x12x1x1 -0.5 0.5
    tensor b4 3 -0.5 0.5
    tensor w6 12x3x1x1 -1 1
    tensor b6 12 -0.5 0.5
    node Conv input,w0,b0 conv0 kernel_shape=1,1
    node Sigmoid conv0 sigmoid1
    node Mul conv0,sigmoid1 mul2
    node GlobalAveragePool mul2 globalaveragepool3
    node Conv globalaveragepool3,w4,b4 conv4 kernel_shape=1,1
    node Relu conv4 relu5
    node Conv relu5,w6,b6 conv6 kernel_shape=1,1
    node HardSigmoid conv6 hardsigmoid7
    node Mul mul2,hardsigmoid7 mul8
    value conv0 1x12x5x7 2.397535 0:0.3430209 104:0.5802776 209:0.07871288 314:-0.3915019 419:-0.6518659
    value sigmoid1 1x12x5x7 0.8225458 0:0.5849242 104:0.6411313 209:0.519668 314:0.4033558 419:0.3425692
    value mul2 1x12x5x7 1.261531 0:0.2006412 104:0.3720341 209:0.04090457 314:-0.1579146 419:-0.2233092
    value globalaveragepool3 1x12x1x1 0.2926379 0:0.1769728 2:0.1763271 5:-0.04706483 8:0.01371848 11:-0.1112182
    value conv4 1x3x1x1 0.5802642 0:0.05933236 1:-0.1971902 2:-0.5802642
    value relu5 1x3x1x1 0.05933236 0:0.05933236 1:0 2:0
    value conv6 1x12x1x1 0.4970912 0:0.2198754 2:-0.4426343 5:-0.4304209 8:-0.03123838 11:0.07901239
    value hardsigmoid7 1x12x1x1 0.5862378 0:0.5439751 2:0.4114731 5:0.4139158 8:0.4937523 11:0.5158025
    value mul8 1x12x5x7 0.7395574 0:0.1091438 104:0.153082 209:0.01693105 314:-0.07797069 419:-0.1151834
    """
}
